package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A brief, read from its markdown.
 *
 * @param items its list items, a sentence or two each
 * @param sentences the plain sentences around them
 */
record Brief(String title, List<String> items, List<String> sentences) {

    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*)$");
    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*•]|\\d+[.)])\\s+(.*)$");
    private static final Pattern FIELD =
            Pattern.compile("^\\s*(?:[-*]\\s+)?\\*{0,2}[A-Z][\\w ]{0,24}\\*{0,2}:\\s*.*$");
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?ms)^## Description\\s*\\n(.*?)(?=^## Acceptance criteria|\\z)");
    private static final Pattern CARD = Pattern.compile("(?m)^# Card [A-Z0-9]+-\\d+: (.+)$");
    private static final int LONGEST_TITLE = 9;
    private static final Set<String> LINKING =
            Set.of(
                    "a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is",
                    "it", "its", "many", "new", "of", "on", "or", "that", "the", "their", "they",
                    "to", "until", "was", "what", "when", "who", "with");
    private static final int MEANINGFUL = 25;

    Brief {
        items = List.copyOf(items);
        sentences = List.copyOf(sentences);
    }

    /** Reads the request; without a title in it the brief has {@code fallbackTitle}. */
    static Brief of(String asked, String fallbackTitle) {
        var items = new LinkedHashSet<String>();
        var prose = new ArrayList<String>();
        var title = new ArrayList<String>();
        var item = new StringBuilder();
        for (var line : brief(asked).lines().toList()) {
            var heading = HEADING.matcher(line);
            var listed = ITEM.matcher(line);
            if (heading.matches()) {
                flush(item, items);
                title.add(heading.group(1));
            } else if (listed.matches()) {
                flush(item, items);
                item.append(listed.group(1));
            } else if (line.isBlank()) {
                flush(item, items);
            } else if (!item.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                item.append(' ').append(line.strip());
            } else if (!FIELD.matcher(line).matches()) {
                flush(item, items);
                prose.add(line.strip());
            }
        }
        flush(item, items);
        return new Brief(
                titleIn(asked, title, fallbackTitle),
                List.copyOf(items),
                sentences(String.join(" ", prose)));
    }

    /**
     * An item as a short title: its first clause, at most nine words, without a linking word at its
     * end.
     */
    static String shortTitle(String item) {
        var clause = item.split("(?<=[^\\d])[,;:.(]", 2)[0].strip();
        var words = new ArrayList<>(List.of(clause.split("\\s+")));
        while (words.size() > LONGEST_TITLE
                || (words.size() > 2
                        && LINKING.contains(words.getLast().toLowerCase(Locale.ROOT)))) {
            words.removeLast();
        }
        var text = String.join(" ", words);
        return text.isEmpty() ? item : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    String titleInText() {
        return title.isEmpty()
                ? "the product"
                : Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    /** The items; of a brief without items its sentences, of one without sentences its title. */
    List<String> points() {
        if (!items.isEmpty()) {
            return items;
        }
        return sentences.isEmpty() ? List.of(title) : sentences;
    }

    /** At most four sentences and items that contain one of these words. */
    List<String> mentioning(String... words) {
        var all = new ArrayList<String>(sentences);
        all.addAll(items);
        return all.stream()
                .filter(sentence ->
                        List.of(words).stream()
                                .anyMatch(word -> sentence.toLowerCase(Locale.ROOT).contains(word)))
                .distinct()
                .limit(4)
                .toList();
    }

    /** The text of the card's description, without what the orchestrator writes around it. */
    private static String brief(String asked) {
        var described = DESCRIPTION.matcher(asked);
        return described.find() ? described.group(1) : asked;
    }

    private static String titleIn(String asked, List<String> headings, String fallback) {
        var brief =
                headings.stream()
                        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith("brief:"))
                        .findFirst();
        if (brief.isPresent()) {
            return brief.get().substring("brief:".length()).strip();
        }
        var card = CARD.matcher(asked);
        if (card.find()) {
            return card.group(1).strip();
        }
        return fallback;
    }

    private static void flush(StringBuilder item, LinkedHashSet<String> items) {
        if (item.length() >= MEANINGFUL) {
            items.add(item.toString().strip());
        }
        item.setLength(0);
    }

    private static List<String> sentences(String prose) {
        return List.of(prose.split("(?<=[.!?])\\s+(?=[A-Z])")).stream()
                .map(String::strip)
                .filter(sentence -> sentence.length() >= MEANINGFUL && !sentence.startsWith("("))
                .distinct()
                .limit(24)
                .toList();
    }
}
