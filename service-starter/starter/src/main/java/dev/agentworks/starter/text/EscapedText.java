package dev.agentworks.starter.text;

import java.util.Locale;

/**
 * Shows what a text hides from its reader: control characters, which move a terminal's cursor or
 * change its colours, characters that turn the direction of what follows, and those that have no
 * width. Each is replaced by a sign for it, such as {@code ␛} or {@code ⟨U+202E⟩}. What belongs to
 * an emoji or to the spelling of a script stays as it is.
 */
public final class EscapedText {

    private static final char CONTROL_PICTURES = '\u2400';
    private static final char PICTURE_OF_DELETE = '\u2421';

    private EscapedText() {}

    /** Several lines; line feeds and tabs stay. */
    public static String ofLines(String text) {
        return shown(text, Kind.LINES);
    }

    /** One line; a line feed in it is shown, tabs stay. */
    public static String ofLine(String text) {
        return shown(text, Kind.LINE);
    }

    /** Lines of code, where every space but the common one is shown: to a machine it is none. */
    public static String ofCode(String text) {
        return shown(text, Kind.CODE);
    }

    /** Whether the text hides something in one of its lines. */
    public static boolean hides(String text) {
        return firstHidden(text, Kind.LINES) < text.length();
    }

    private static String shown(String text, Kind kind) {
        int hidden = firstHidden(text, kind);
        if (hidden == text.length()) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16).append(text, 0, hidden);
        for (int at = hidden; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (isHidden(text, at, codePoint, kind)) {
                shown.append(sign(codePoint));
            } else {
                shown.appendCodePoint(codePoint);
            }
            at += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static int firstHidden(String text, Kind kind) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (isHidden(text, at, codePoint, kind)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return text.length();
    }

    private static boolean isHidden(String text, int at, int codePoint, Kind kind) {
        if (codePoint >= ' ' && codePoint < 0x7F) {
            return false;
        }
        if (codePoint == '\t' || (codePoint == '\n' && kind != Kind.LINE)) {
            return false;
        }
        if (kind == Kind.CODE && Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
            return true;
        }
        return HiddenCharacters.contain(codePoint)
                && !HiddenCharacters.belongTo(
                        codePoint, at == 0 ? 0 : text.codePointBefore(at), after(text, at));
    }

    private static int after(String text, int at) {
        int next = text.offsetByCodePoints(at, 1);
        return next < text.length() ? text.codePointAt(next) : 0;
    }

    private static String sign(int codePoint) {
        if (codePoint < ' ') {
            return String.valueOf((char) (CONTROL_PICTURES + codePoint));
        }
        if (codePoint == 0x7F) {
            return String.valueOf(PICTURE_OF_DELETE);
        }
        return String.format(Locale.ROOT, "⟨U+%04X⟩", codePoint);
    }

    private enum Kind {
        LINE,
        LINES,
        CODE
    }
}
