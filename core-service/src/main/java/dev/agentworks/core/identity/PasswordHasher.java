package dev.agentworks.core.identity;

import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with 19 MiB and two passes, the least that OWASP's password storage page names. */
@Component
class PasswordHasher {

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT, HASH, LANES, KIBIBYTES, PASSES);

    /** Each check takes 19 MiB: many sign-ins at once wait instead of filling the heap. */
    private final Semaphore atOnce = new Semaphore(2);

    /** A hash that nothing matches, so that unknown addresses take as long as known ones. */
    private final String nobody = encoder.encode("nobody's password");

    String hash(String password) {
        atOnce.acquireUninterruptibly();
        try {
            return encoder.encode(password);
        } finally {
            atOnce.release();
        }
    }

    boolean matches(String password, String hash) {
        atOnce.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash);
        } finally {
            atOnce.release();
        }
    }

    void pretend(String password) {
        matches(password, nobody);
    }
}
