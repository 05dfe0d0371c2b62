package dev.agentworks.billing.report.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows as comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula
 * gets an apostrophe before it: names are whatever a customer's model or agent is called.
 */
final class Csv {
    private static final Pattern FORMULA = Pattern.compile("(?s)^\\s*[=+\\-@\\t\\r\\n|%].*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Csv() {}

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        var harmless =
                NUMBER.matcher(text).matches() || !FORMULA.matcher(text).matches()
                        ? text
                        : "'" + text;
        return harmless.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
