package dev.agentworks.gateway.session.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An account, however its address is written, and the network address it is signed in from. */
record SignInPlace(String account, String address) {
    private static final int LONGEST = 254;

    static SignInPlace of(@Nullable String email, String address) {
        var name = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        return new SignInPlace(
                name.length() > LONGEST ? name.substring(0, LONGEST) : name, address);
    }
}
