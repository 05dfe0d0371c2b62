package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What somebody wants built, in their own words: the first heading is the card's title, all of it
 * the description.
 */
public record Brief(String title, String text) {

    private static final int LONGEST_TITLE = 200;

    /** Used when a person brings no brief of their own. */
    public static Brief example() {
        return of(
                """
                # Brief: a tool library for our neighbourhood

                Forty households share ladders, drills and a cement mixer. Today a paper list hangs in the garage, nobody
                knows who has the drill, and things come back broken without a word.

                - Members see on a phone what is there, reserve it for a day, and collect it with a code at the garage door.
                - Whoever brings a tool back takes a photo; the next person confirms its state.
                - A late return blocks new reservations until it is settled; the treasurer sees open deposits.
                - Each tool has a page with its manual, its repairs and who may use it (the cement mixer needs an introduction).
                - Once a month the committee gets a list: most wanted, never used, in repair, and what to buy next.

                We have 30 euros a month and two volunteers. It must be understandable for people of eighty.
                """);
    }

    public static Brief of(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException failure) {
            throw new StackFailure("cannot read the brief " + file, failure);
        }
    }

    private static Brief of(String text) {
        var heading =
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElseThrow(() -> new StackFailure("the brief is empty"));
        var title = heading.replaceFirst("^#+\\s*", "").replaceFirst("(?i)^brief:\\s*", "");
        return new Brief(title.substring(0, Math.min(LONGEST_TITLE, title.length())), text);
    }

    /**
     * At least three of the brief's longer words stand in the text; all of them where it has fewer.
     */
    boolean isSpokenOfIn(String content) {
        var lower = content.toLowerCase(Locale.ROOT);
        var words =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\s]", " ")
                        .lines()
                        .flatMap(line -> Arrays.stream(line.split("\\s+")))
                        .filter(word -> word.length() > 6)
                        .distinct()
                        .toList();
        return words.stream().filter(lower::contains).count() >= Math.min(3, words.size());
    }
}
