package dev.agentworks.system.contract;

import java.util.List;
import java.util.Map;

/** What careless and hostile callers send. */
final class EdgeValues {
    /** A number that no double can hold. */
    static final String INFINITE = "1e309";

    static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "null",
                    "[]",
                    "\"x\"",
                    "1",
                    "{",
                    "{\"a\"}",
                    "not json",
                    "{}{}",
                    "[".repeat(20_000),
                    "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                    "{\"a\":" + "9".repeat(5_000) + "}");

    static final List<String> MEDIA_TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "x",
                    "*/*",
                    "application/json; charset=none");

    static final List<String> JSON =
            List.of(
                    "null",
                    "0",
                    "-1",
                    "1.5",
                    INFINITE,
                    "9007199254740993",
                    "123456789012345678901234567890",
                    "true",
                    "\"\"",
                    "\" \"",
                    "\"\\u200b\\u2800\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"" + "A".repeat(5_000) + "\"",
                    "\"" + "A".repeat(60_000) + "\"",
                    "\"" + "\ud83d\ude00".repeat(150) + "\"",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "[\"\"]",
                    "{\"\":\"\"}",
                    "{\"a\\u0000\":1}",
                    "{\"a\":[" + INFINITE + "]}",
                    "1e" + "9".repeat(400),
                    "{\"a\":1e" + "9".repeat(400) + "}",
                    "\"'; drop table core.card; --\"",
                    "\"2026-02-30\"",
                    "\"9999999999-01-01T00:00:00Z\"",
                    "\"+999999999-12-31\"",
                    "\"NaN\"",
                    "\"1-1-1-1-1\"",
                    "\"00000000-0000-0000-0000-000000000000\"",
                    "\"\\r\\nX-Injected: 1\"");

    static final List<String> QUERY =
            List.of(
                    "",
                    "-1",
                    "0",
                    "1.5",
                    "99999999999999999999",
                    "2147483648",
                    "NaN",
                    "%00",
                    "%ff",
                    "%ED%A0%80",
                    "%",
                    "%zz",
                    "%27%3B--",
                    "A".repeat(4_000),
                    "%F0%9F%98%80",
                    "2026-13-45",
                    "-999999999-01-01",
                    "null",
                    "[]",
                    "..%2F..%2Fx",
                    "eyJhIjoxfQ",
                    "LTE",
                    "OTk5OTk5OTk5OTk");

    static final List<String> PATH =
            List.of(
                    "x",
                    "0",
                    "%2e%2e",
                    "%25%30%30",
                    "%ff%fe",
                    "%",
                    "%zz",
                    "{}",
                    "A".repeat(3_000),
                    "%F0%9F%98%80",
                    "00000000-0000-0000-0000-000000000000",
                    "1-1-1-1-1",
                    "null",
                    "%E2%80%AE",
                    "%0d%0aX:1");

    static final List<String> SUFFIXES = List.of("%00", "%ff", "//", "/../x", ";x=y", ".json");

    static final Map<String, List<String>> HEADERS =
            Map.of(
                    "If-Match",
                    List.of("x", "\"\"", "\"-1\"", "\"99999999999999999999\"", "\"1\",\"2\""),
                    "Idempotency-Key",
                    List.of(" ", "k".repeat(201)),
                    "Accept",
                    List.of("x", "text/html"),
                    "X-Request-Id",
                    List.of("a b", "x".repeat(500)),
                    "traceparent",
                    List.of("00-zz"),
                    "User-Agent",
                    List.of("x".repeat(3_000)),
                    "Range",
                    List.of("bytes=99999999999-"));

    private EdgeValues() {}

    /** Whether the validator of schemas cannot read it. */
    static boolean hasNumbersBeyondDoubles(String json) {
        return json.contains(INFINITE) || json.contains("1e999");
    }

    /** Whether a part of an address is no percent-encoded text. */
    static boolean isBroken(String value) {
        return value.equals("%")
                || value.equals("%zz")
                || value.equals("{}")
                || value.contains("%00")
                || value.contains("%ff")
                || value.contains("%ED%A0%80");
    }
}
