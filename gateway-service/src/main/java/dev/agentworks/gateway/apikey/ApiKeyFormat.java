package dev.agentworks.gateway.apikey;

import dev.agentworks.starter.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The format of API keys: {@code aw_}, 43 digits of base 62, and 6 more that are the CRC-32 of all
 * before. A mistyped key is refused here; only the hash of a key is passed on, never the key.
 */
final class ApiKeyFormat {
    private static final String MARK = "aw_";
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final Pattern SHAPE = Pattern.compile("aw_[0-9A-Za-z]{49}");
    private static final int CHECK_DIGITS = 6;
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private ApiKeyFormat() {}

    /**
     * The API key in an Authorization header; null when it holds another kind of token, or is
     * missing.
     */
    static @Nullable String in(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        var token = authorization.substring(BEARER.length()).strip();
        return token.startsWith(MARK) ? token : null;
    }

    /**
     * The API key that a Git client sends: the password of Basic authentication, whatever the name.
     * Null when it is no API key, or missing.
     */
    static @Nullable String inBasic(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return in(authorization);
        }
        try {
            var decoded =
                    Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
            var text = new String(decoded, StandardCharsets.UTF_8);
            var password = text.substring(text.indexOf(':') + 1);
            return password.startsWith(MARK) ? password : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /**
     * The hash by which core knows the key; empty when it has not the form of a key or its checksum
     * is wrong.
     */
    static Optional<String> hash(String key) {
        if (!SHAPE.matcher(key).matches()) {
            return Optional.empty();
        }
        var body = key.substring(0, key.length() - CHECK_DIGITS);
        var check = new CRC32();
        check.update(body.getBytes(StandardCharsets.US_ASCII));
        long said = 0;
        for (int place = body.length(); place < key.length(); place++) {
            said = said * DIGITS.length() + DIGITS.indexOf(key.charAt(place));
        }
        return said == check.getValue() ? Optional.of(Sha256.hex(key)) : Optional.empty();
    }
}
