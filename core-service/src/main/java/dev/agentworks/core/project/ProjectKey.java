package dev.agentworks.core.project;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The letters before a card's number, as in PAY-12. */
public record ProjectKey(String value) {

    public static final String SHAPE = "[A-Z][A-Z0-9]{1,9}";

    private static final Pattern PATTERN = Pattern.compile(SHAPE);
    private static final int LONGEST = 10;

    public ProjectKey {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "project key must look like PAY or WEB2, was " + value);
        }
    }

    /** A key made from a name: its initials, or its first letters when it is one word. */
    static ProjectKey from(String name) {
        var words =
                Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("[^A-Z0-9]+", " ")
                        .strip()
                        .split(" ");
        var letters = new StringBuilder();
        if (words.length >= 2) {
            for (var word : words) {
                letters.append(word.charAt(0));
            }
        } else {
            letters.append(words[0], 0, Math.min(4, words[0].length()));
        }
        var text = letters.toString().replaceAll("^[0-9]+", "");
        var padded = text.length() < 2 ? (text + "PR").substring(0, 2) : text;
        return new ProjectKey(padded.substring(0, Math.min(LONGEST - 2, padded.length())));
    }

    /** The same key with a number behind it, for when it is taken. */
    ProjectKey numbered(int number) {
        var suffix = Integer.toString(number);
        return new ProjectKey(
                value.substring(0, Math.min(LONGEST - suffix.length(), value.length())) + suffix);
    }
}
