package dev.agentworks.orchestrator.workingcopy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agentworks.orchestrator.repository.FileText;
import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.workingcopy.WorkingCopy.Hit;
import dev.agentworks.orchestrator.workingcopy.WorkingCopy.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds lines, by RE2: in time linear in the text, whatever the expression. */
final class FileSearch {

    private static final int MOST_HITS = 200;
    private static final int LONGEST_LINE = 300;
    private static final long MOST_BYTES = 32L << 20;

    private final Pattern pattern;

    FileSearch(String query, boolean regex, boolean ignoreCase) {
        try {
            this.pattern =
                    Pattern.compile(
                            regex ? query : Pattern.quote(query),
                            ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException invalid) {
            throw new InvalidFileOperationException(
                    "The expression cannot be used: %s. It is of RE2: no look-around, no back references."
                            .formatted(invalid.getMessage()));
        }
    }

    Hits in(FileView view, String folder) throws IOException {
        var hits = new ArrayList<Hit>();
        long searched = 0;
        for (var path : view.below(folder)) {
            var content = view.content(path, Staging.LARGEST_FILE).orElse(null);
            if (content == null || FileText.isBinary(content)) {
                continue;
            }
            searched += content.length;
            if (searched > MOST_BYTES || !collect(path, content, hits)) {
                return new Hits(List.copyOf(hits), true);
            }
        }
        return new Hits(List.copyOf(hits), false);
    }

    private boolean collect(String path, byte[] content, List<Hit> hits) {
        int number = 0;
        for (var line : FileText.of(content).split("\n", -1)) {
            number++;
            if (pattern.matcher(line).find()) {
                if (hits.size() == MOST_HITS) {
                    return false;
                }
                hits.add(new Hit(path, number, shortened(line)));
            }
        }
        return true;
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
