package dev.agentworks.orchestrator.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trims parts to a budget of tokens: the lowest priority goes first, and what was left out is
 * named. The same parts and budget always give the same text.
 */
final class PromptTrimmer {

    /** Room kept for the sentence that names what was left out. */
    static final int NOTE = 120;

    /** Below this no message makes sense. */
    static final int SMALLEST = 1_000;

    private static final int NAMED = 8;
    private static final int LONGEST_NAME = 60;
    private static final String CUT = "\n… (cut here, it did not fit)";

    private PromptTrimmer() {}

    /**
     * What came of it.
     *
     * @param leftOut the names of what did not fit, in the order of the parts; empty when all did
     */
    record Trimmed(String text, List<String> leftOut) {}

    /**
     * @param missing what was left out before, to be named too
     */
    static Trimmed trim(String title, List<PromptPart> parts, List<String> missing, int budget) {
        int room = Math.max(SMALLEST, budget);
        var costs = parts.stream().mapToInt(part -> TokenEstimate.of(part.text() + "\n")).toArray();
        var kept = new boolean[parts.size()];
        Arrays.fill(kept, true);
        long total =
                TokenEstimate.of(title)
                        + headings(parts)
                        + IntStream.of(costs).asLongStream().sum();
        if (total <= room && missing.isEmpty()) {
            return new Trimmed(
                    render(title, parts, kept, parts.stream().map(PromptPart::text).toList()),
                    List.of());
        }
        room -= NOTE;
        for (int index : lowestPriorityFirst(parts)) {
            if (total <= room) {
                break;
            }
            kept[index] = false;
            total -= costs[index];
        }
        var cut = new LinkedHashMap<String, Integer>();
        var texts = shortened(parts, kept, total - room, cut);
        var names = new ArrayList<>(missing);
        names.addAll(leftOut(parts, kept, cut));
        return new Trimmed(render(title, parts, kept, texts) + note(names), names);
    }

    private static int[] lowestPriorityFirst(List<PromptPart> parts) {
        return IntStream.range(0, parts.size())
                .filter(index -> parts.get(index).isRemovable())
                .boxed()
                .sorted(
                        Comparator.comparingInt((Integer index) -> parts.get(index).priority())
                                // of two alike the later one goes: lists begin with what matters
                                // more
                                .thenComparing(Comparator.reverseOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    // what must stay and is still too much loses its end, the longest text first
    private static List<String> shortened(
            List<PromptPart> parts,
            boolean[] kept,
            long tooMuch,
            LinkedHashMap<String, Integer> cut) {
        var texts = new ArrayList<>(parts.stream().map(PromptPart::text).toList());
        long left = tooMuch;
        while (left > 0) {
            int longest =
                    IntStream.range(0, parts.size())
                            .filter(index -> kept[index])
                            .boxed()
                            .max(Comparator.comparingInt(index -> texts.get(index).length()))
                            .orElseThrow();
            var before = texts.get(longest);
            int cost = TokenEstimate.of(before);
            if (cost <= TokenEstimate.of(CUT) + 1) {
                break; // only headings are left
            }
            // the longest gives up to half of itself at a time, so that none disappears for another
            int target = (int) Math.max(cost / 2, cost - left) - TokenEstimate.of(CUT) - 1;
            var shorter = TokenEstimate.beginning(uncut(before), target) + CUT;
            texts.set(longest, shorter);
            left -= cost - TokenEstimate.of(shorter);
            cut.merge("the end of " + parts.get(longest).name(), 1, (one, _) -> one);
        }
        return texts;
    }

    private static String uncut(String text) {
        return text.endsWith(CUT) ? text.substring(0, text.length() - CUT.length()) : text;
    }

    private static List<String> leftOut(
            List<PromptPart> parts, boolean[] kept, LinkedHashMap<String, Integer> cut) {
        var counts = new LinkedHashMap<String, Integer>();
        for (int index = 0; index < parts.size(); index++) {
            if (!kept[index]) {
                counts.merge(name(parts.get(index)), 1, Integer::sum);
            }
        }
        counts.putAll(cut);
        var names = new ArrayList<String>();
        counts.forEach(
                (name, count) -> names.add(count == 1 ? name : "%s (%d)".formatted(name, count)));
        return names;
    }

    private static String name(PromptPart part) {
        return part.name().length() <= LONGEST_NAME
                ? part.name()
                : part.name().substring(0, LONGEST_NAME) + "…";
    }

    private static String render(
            String title, List<PromptPart> parts, boolean[] kept, List<String> texts) {
        var text = new StringBuilder(title);
        var heading = "";
        for (int index = 0; index < parts.size(); index++) {
            if (!kept[index]) {
                continue;
            }
            if (!parts.get(index).heading().equals(heading)) {
                heading = parts.get(index).heading();
                text.append(headed(heading));
            }
            text.append(texts.get(index)).append('\n');
        }
        return text.toString();
    }

    // those of parts that go too: never too little
    private static long headings(List<PromptPart> parts) {
        return parts.stream()
                .map(PromptPart::heading)
                .distinct()
                .mapToLong(heading -> TokenEstimate.of(headed(heading)))
                .sum();
    }

    private static String headed(String heading) {
        return "\n## " + heading + "\n\n";
    }

    private static String note(List<String> names) {
        var named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        var more = names.size() <= NAMED ? "" : " and %d more".formatted(names.size() - NAMED);
        var note = "\n(Left out because it did not fit: %s%s.)\n".formatted(named, more);
        return TokenEstimate.of(note) <= NOTE
                ? note
                : TokenEstimate.beginning(note, NOTE - 4) + "….)\n";
    }
}
