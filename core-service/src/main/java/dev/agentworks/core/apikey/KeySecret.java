package dev.agentworks.core.apikey;

import dev.agentworks.starter.digest.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * A key as its holder gets it: {@code aw_}, 256 random bits as 43 digits and their checksum as 6,
 * all of base 62. Letters and digits only, so that a double click selects all of it.
 */
record KeySecret(String text) {

    private static final String MARK = "aw_";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int BYTES = 32;
    private static final int SECRET_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int SHOWN = 11;

    static KeySecret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    static KeySecret of(byte[] secret) {
        var body = MARK + digits(new BigInteger(1, secret), SECRET_DIGITS);
        var check = new CRC32();
        check.update(body.getBytes(StandardCharsets.US_ASCII));
        return new KeySecret(body + digits(BigInteger.valueOf(check.getValue()), CHECK_DIGITS));
    }

    /** What of it may be shown for ever. */
    String prefix() {
        return text.substring(0, SHOWN);
    }

    byte[] hash() {
        return Sha256.bytes(text);
    }

    /** A secret is in no log. */
    @Override
    public String toString() {
        return prefix() + "…";
    }

    private static String digits(BigInteger number, int count) {
        var digits = new char[count];
        var rest = number;
        for (int place = count - 1; place >= 0; place--) {
            var divided = rest.divideAndRemainder(BASE);
            digits[place] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(digits);
    }
}
