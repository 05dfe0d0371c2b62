package dev.agentworks.router.provider.local;

import dev.agentworks.router.provider.spi.VendorJson;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into the pieces a BERT model knows: lower case, without accents, punctuation and
 * Chinese characters alone, and each word from the longest known beginning on.
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int start;
    private final int end;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = vocabulary.getOrDefault("[UNK]", 100);
        this.start = vocabulary.getOrDefault("[CLS]", 101);
        this.end = vocabulary.getOrDefault("[SEP]", 102);
    }

    static WordPieces read(InputStream tokenizer) {
        var vocabulary = new HashMap<String, Integer>(40_000);
        VendorJson.MAPPER
                .readTree(tokenizer)
                .at("/model/vocab")
                .properties()
                .forEach(word -> vocabulary.put(word.getKey(), word.getValue().asInt(0)));
        return new WordPieces(vocabulary);
    }

    /** The numbers of the pieces, without the marks of beginning and end. */
    long[] ids(String text) {
        var ids = new ArrayList<Long>();
        for (var word : words(text)) {
            pieces(word, ids);
        }
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    /** With the marks of beginning and end. */
    long[] framed(long[] ids) {
        var framed = new long[ids.length + 2];
        framed[0] = start;
        System.arraycopy(ids, 0, framed, 1, ids.length);
        framed[framed.length - 1] = end;
        return framed;
    }

    private static List<String> words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        plain.codePoints()
                .forEach(point -> {
                    if (isSpace(point)) {
                        flush(word, words);
                    } else if (isAlone(point)) {
                        flush(word, words);
                        words.add(Character.toString(point));
                    } else if (isKept(point)) {
                        word.appendCodePoint(point);
                    }
                });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private void pieces(String word, List<Long> ids) {
        if (word.length() > LONGEST_WORD) {
            ids.add((long) unknown);
            return;
        }
        var found = new ArrayList<Long>();
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            Integer id = null;
            while (to > from) {
                var piece = (from == 0 ? "" : "##") + word.substring(from, to);
                id = vocabulary.get(piece);
                if (id != null) {
                    break;
                }
                to--;
            }
            if (id == null) {
                ids.add((long) unknown);
                return;
            }
            found.add((long) id);
            from = to;
        }
        ids.addAll(found);
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    /** Neither an accent, which was split from its letter, nor a control character. */
    private static boolean isKept(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> point != 0xFFFD;
        };
    }

    private static boolean isAlone(int point) {
        return isPunctuation(point)
                || Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }

    private static boolean isPunctuation(int point) {
        if (point < 128) {
            return point > 32 && !Character.isLetterOrDigit(point) && point != 127;
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }
}
