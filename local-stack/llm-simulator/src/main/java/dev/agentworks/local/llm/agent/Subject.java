package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a brief is about, taken from its own words: its title, its plain sentences and the wishes it
 * lists.
 *
 * @param wishes the list items of the brief, a sentence or two each
 * @param sentences the plain sentences around them
 */
record Subject(String title, List<String> wishes, List<String> sentences) {

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

    Subject {
        wishes = List.copyOf(wishes);
        sentences = List.copyOf(sentences);
    }

    /** Reads what was asked; {@code fallbackTitle} stands when no title is found. */
    static Subject of(String asked, String fallbackTitle) {
        var wishes = new LinkedHashSet<String>();
        var prose = new ArrayList<String>();
        var title = new ArrayList<String>();
        var item = new StringBuilder();
        for (var line : brief(asked).lines().toList()) {
            var heading = HEADING.matcher(line);
            var listed = ITEM.matcher(line);
            if (heading.matches()) {
                flush(item, wishes);
                title.add(heading.group(1));
            } else if (listed.matches()) {
                flush(item, wishes);
                item.append(listed.group(1));
            } else if (line.isBlank()) {
                flush(item, wishes);
            } else if (!item.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                item.append(' ').append(line.strip());
            } else if (!FIELD.matcher(line).matches()) {
                flush(item, wishes);
                prose.add(line.strip());
            }
        }
        flush(item, wishes);
        return new Subject(
                titleIn(asked, title, fallbackTitle),
                List.copyOf(wishes),
                sentences(String.join(" ", prose)));
    }

    /**
     * A wish as a short title: its first clause, at most nine words, ending in a word that carries
     * something.
     */
    static String inShort(String wish) {
        var clause = wish.split("(?<=[^\\d])[,;:.(]", 2)[0].strip();
        var words = new ArrayList<>(List.of(clause.split("\\s+")));
        while (words.size() > LONGEST_TITLE
                || (words.size() > 2
                        && LINKING.contains(words.getLast().toLowerCase(Locale.ROOT)))) {
            words.removeLast();
        }
        var text = String.join(" ", words);
        return text.isEmpty() ? wish : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    String titleInText() {
        return title.isEmpty()
                ? "the product"
                : Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    /** The wishes; where a brief lists none, its sentences; where it says nothing, its title. */
    List<String> points() {
        if (!wishes.isEmpty()) {
            return wishes;
        }
        return sentences.isEmpty() ? List.of(title) : sentences;
    }

    /** Sentences that hold one of these words; used to sort a brief's statements into chapters. */
    List<String> about(String... words) {
        var all = new ArrayList<String>(sentences);
        all.addAll(wishes);
        return all.stream()
                .filter(sentence ->
                        List.of(words).stream()
                                .anyMatch(word -> sentence.toLowerCase(Locale.ROOT).contains(word)))
                .distinct()
                .limit(4)
                .toList();
    }

    /** The person's own text: what stands between the card's description and its criteria. */
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

    private static void flush(StringBuilder item, LinkedHashSet<String> wishes) {
        if (item.length() >= MEANINGFUL) {
            wishes.add(item.toString().strip());
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
