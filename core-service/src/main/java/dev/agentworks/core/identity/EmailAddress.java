package dev.agentworks.core.identity;

import java.util.regex.Pattern;

/** An address that mail could reach; kept as it was written, compared without regard to case. */
public record EmailAddress(String value) {

    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,180}\\.[^\\s@.]{2,63}");

    public EmailAddress {
        value = value.strip();
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an e-mail address looks like name@example.com");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text.strip()).matches();
    }
}
