package dev.agentworks.router.provider.spi;

/** A key that must not be printed. */
public record Secret(String value) {
    public static final Secret NONE = new Secret("");

    public boolean isEmpty() {
        return value.isBlank();
    }

    /** The text with the secret taken out, in case a vendor repeats it. */
    public String hideIn(String text) {
        return value.length() < 6 ? text : text.replace(value, "•••");
    }

    @Override
    public String toString() {
        return "•••";
    }
}
