package dev.agentworks.core.password;

import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB and two passes, the least that OWASP's password storage page names. Each
 * hash takes a processor and 19 MiB for a while: they are made on a few threads of their own, and a
 * crowd that signs in is refused instead of taking both from everybody.
 */
@Component
public class PasswordHasher {

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT, HASH, LANES, KIBIBYTES, PASSES);

    private final ComputePool hashes;

    /** A hash that nothing matches, so that unknown addresses take as long as known ones. */
    private final String nobody = encoder.encode("nobody's password");

    PasswordHasher(ComputePools pools) {
        this.hashes = pools.pool("password-hash");
    }

    public String hash(String password) {
        return hashes.compute(() -> encoder.encode(password));
    }

    public boolean matches(String password, String hash) {
        return hashes.compute(() -> encoder.matches(password, hash));
    }

    /** Takes as long as a password that is compared. */
    public void pretend(String password) {
        matches(password, nobody);
    }
}
