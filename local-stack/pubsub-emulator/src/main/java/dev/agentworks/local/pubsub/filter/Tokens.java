package dev.agentworks.local.pubsub.filter;

import dev.agentworks.local.pubsub.filter.MessageFilter.InvalidFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a filter, read from left to right. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(?<string>\"(?:[^\"\\\\]|\\\\.)*\")|(?<word>[A-Za-z0-9_][A-Za-z0-9_-]*)|(?<sign>!=|[=:.,()-]))");
    private static final Pattern ESCAPE =
            Pattern.compile(
                    "\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3})|(.))", Pattern.DOTALL);

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        var matcher = TOKEN.matcher(text);
        var end = text.stripTrailing().length();
        var position = 0;
        while (position < end) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new InvalidFilter(
                        "The filter cannot be read at character " + (position + 1) + ".");
            }
            tokens.add(token(matcher));
            position = matcher.end();
        }
    }

    boolean isAtEnd() {
        return next == tokens.size();
    }

    /** Steps over the word or sign if it comes next. A string in quotes is never one. */
    boolean skip(String text) {
        if (isAtEnd() || tokens.get(next).quoted() || !tokens.get(next).text().equals(text)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String text) {
        if (!skip(text)) {
            throw new InvalidFilter("The filter lacks '" + text + "' before " + rest() + ".");
        }
    }

    String expectString() {
        if (isAtEnd() || !tokens.get(next).quoted()) {
            throw new InvalidFilter("The filter lacks a string in quotes before " + rest() + ".");
        }
        return tokens.get(next++).text();
    }

    String expectKey() {
        if (isAtEnd() || !(tokens.get(next).quoted() || tokens.get(next).word())) {
            throw new InvalidFilter("The filter lacks an attribute's name before " + rest() + ".");
        }
        return tokens.get(next++).text();
    }

    String rest() {
        return isAtEnd() ? "its end" : "'" + tokens.get(next).text() + "'";
    }

    private static Token token(Matcher matcher) {
        var string = matcher.group("string");
        if (string != null) {
            return new Token(unescaped(string.substring(1, string.length() - 1)), true, false);
        }
        var word = matcher.group("word");
        return word != null
                ? new Token(word, false, true)
                : new Token(matcher.group("sign"), false, false);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(meaning(escape)));
    }

    private static String meaning(java.util.regex.MatchResult escape) {
        for (var group = 1; group <= 2; group++) {
            if (escape.group(group) != null) {
                return String.valueOf((char) Integer.parseInt(escape.group(group), 16));
            }
        }
        if (escape.group(3) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(3), 8));
        }
        return switch (escape.group(4)) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> escape.group(4);
        };
    }

    private record Token(String text, boolean quoted, boolean word) {}
}
