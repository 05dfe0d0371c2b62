package dev.agentworks.router.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Servers end their streams early, twice, never, or with empty words. Whatever they do, a client
 * gets all words and all tool calls, and one end.
 */
class StreamedEndingTests extends OpenAiApiTest {
    private static final String FIGURES =
            "{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}";

    @Test
    void wordsBesideAnEarlyEndArriveAndTheEndIsToldOnce() {
        vendorSends(said("one "), said("two", "length"), said("", "length"), usage());

        var got = ask(false);

        assertThat(got.content).isEqualTo("one two");
        assertThat(got.ends).containsExactly("length");
        assertThat(got.done).isTrue();
        assertThat(call()).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void wordsAfterTheEndArriveBeforeTheClientIsToldOfIt() {
        vendorSends(said("one "), said("", "stop"), said("two"), usage());

        var got = ask(false);

        assertThat(got.content).isEqualTo("one two");
        assertThat(got.ends).containsExactly("stop");
        assertThat(got.lastHasEnd).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "\"null\"", "null", "false"})
    void aReasonThatSaysNothingIsNoEnd(String reason) {
        vendorSends(
                raw(reason, "one "), raw(reason, "two "), raw(reason, "three"), said("", "stop"));

        var got = ask(true);

        assertThat(got.content).isEqualTo("one two three");
        assertThat(got.chunks).hasSizeGreaterThanOrEqualTo(4);
        assertThat(got.lastHasEnd || got.usage != null).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "tool_calls,tool_calls",
        "stop,tool_calls",
        "length,length",
        "function_call,tool_calls"
    })
    void toolCallsAroundAnEarlyEndArrive(String first, String told) {
        vendorSends(
                tool(0, "a1", "read_card", "{\"id\":"),
                tool(0, "", "", "\"AW-1\"}", first),
                tool(1, "b2", "finish", "{\"summary\":\"Done.\"}"),
                said("", "stop"),
                usage());

        var got = ask(true);

        assertThat(got.calls)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                0,
                                "read_card{\"id\":\"AW-1\"}",
                                1,
                                "finish{\"summary\":\"Done.\"}"));
        assertThat(got.ends).containsExactly(told);
        assertThat(got.usage).isNotNull();
    }

    @Test
    void aPlainEndDoesNotTakeBackThatTheAnswerWasCut() {
        vendorSends(said("half a sen", "length"), said("", "stop"), usage());

        var got = ask(false);

        assertThat(got.content).isEqualTo("half a sen");
        assertThat(got.ends).containsExactly("length");
    }

    @Test
    void chunksWithoutChoicesThatAreNotFiguresArriveAndFiguresAreTheLastOnes() {
        vendorSends(
                "{\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}",
                said("one "),
                "{\"choices\":[]}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10}}",
                said("two"),
                said("", "stop"),
                usage());

        var got = ask(true);

        assertThat(got.content).isEqualTo("one two");
        assertThat(got.raw).contains("prompt_filter_results");
        assertThat(String.valueOf(got.usage)).contains("\"total_tokens\":13");
    }

    @Test
    void wordsBesideAnEndArriveAlsoWhenTheStreamBreaksAfterIt() {
        VENDOR.behave(VendorServer.cut(events(said("one "), said("two", "length"))));

        var got = ask(false);

        assertThat(got.content).isEqualTo("one two");
        assertThat(got.error).isNotNull();
        assertThat(got.ends).isEmpty();
        assertThat(call()).containsEntry("state", "FAILED");
    }

    @Test
    void aMarkerWithABlankIsTheEndToo() {
        VENDOR.behave(
                VendorServer.stream(events(said("one"), said("", "stop")) + "data: [DONE] \n\n"));

        var got = ask(false);

        assertThat(got.content).isEqualTo("one");
        assertThat(got.ends).containsExactly("stop");
        assertThat(got.done).isTrue();
    }

    /** What the reader counts and what the client gets is the same, in whatever order it comes. */
    @Test
    void nothingIsLostOfAnyMixtureOfChunks() {
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var chunks = new ArrayList<String>();
            var words = new StringBuilder();
            var calls = new TreeMap<Integer, String>();
            for (int i = 0; i < 2 + random.nextInt(8); i++) {
                chunks.add(any(random, i, words, calls));
            }
            chunks.add(said("", "stop"));
            vendorSends(chunks.toArray(String[]::new));

            var got = ask(random.nextBoolean());

            assertThat(got.content).as("seed %d", seed).isEqualTo(words.toString());
            assertThat(got.calls).as("seed %d", seed).isEqualTo(calls);
            assertThat(got.ends).as("seed %d", seed).hasSize(1);
            assertThat(got.done).as("seed %d", seed).isTrue();
        }
    }

    private static String any(
            Random random, int number, StringBuilder words, Map<Integer, String> calls) {
        var reasons = new String[] {null, null, "", "stop", "length", "null"};
        var reason = reasons[random.nextInt(reasons.length)];
        return switch (random.nextInt(5)) {
            case 0 -> usage();
            case 1 -> "{\"choices\":[]}";
            case 2 -> {
                calls.put(calls.size(), "tool%d{}".formatted(number));
                yield tool(calls.size() - 1, "id" + number, "tool" + number, "{}", reason);
            }
            default -> {
                var word = "w" + number + " ";
                words.append(word);
                yield said(word, reason);
            }
        };
    }

    private void vendorSends(String... chunks) {
        VENDOR.behave(VendorServer.stream(events(chunks) + "data: [DONE]\n\n"));
    }

    private static String events(String... chunks) {
        var all = new StringBuilder();
        for (var chunk : chunks) {
            all.append("data: ").append(chunk).append("\n\n");
        }
        return all.toString();
    }

    private static String said(String words) {
        return said(words, null);
    }

    private static String said(String words, @Nullable String reason) {
        var delta = JsonNodeFactory.instance.objectNode();
        if (!words.isEmpty()) {
            delta.put("content", words);
        }
        return chunk(delta, reason);
    }

    private static String raw(String reason, String words) {
        return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}"
                .formatted(words, reason);
    }

    private static String tool(int index, String id, String name, String arguments) {
        return tool(index, id, name, arguments, null);
    }

    private static String tool(
            int index, String id, String name, String arguments, @Nullable String reason) {
        var delta = JsonNodeFactory.instance.objectNode();
        var call = delta.putArray("tool_calls").addObject().put("index", index);
        if (!id.isEmpty()) {
            call.put("id", id).put("type", "function");
        }
        var function = call.putObject("function");
        if (!name.isEmpty()) {
            function.put("name", name);
        }
        function.put("arguments", arguments);
        return chunk(delta, reason);
    }

    private static String chunk(ObjectNode delta, @Nullable String reason) {
        var chunk = JsonNodeFactory.instance.objectNode().put("id", "c1");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", reason)
                .set("delta", delta);
        return chunk.toString();
    }

    private static String usage() {
        return "{\"id\":\"c1\",\"choices\":[],\"usage\":%s}".formatted(FIGURES);
    }

    private Got ask(boolean usage) {
        var body =
                "{\"model\":\"gpt-4o\",\"stream\":true,%s\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                        .formatted(usage ? "\"stream_options\":{\"include_usage\":true}," : "");
        var answer =
                send(
                        request("/v1/chat/completions", "Bearer " + keyToken())
                                .header("X-Api-Key-Id", apiKey.toString())
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Got(answer.body());
    }

    /** A stream as a client reads it: it adds up deltas by their index and knows nothing else. */
    private static final class Got {
        private final String raw;
        private final List<JsonNode> chunks = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private final Map<Integer, String> calls = new TreeMap<>();
        private String content = "";
        private @Nullable JsonNode usage;
        private @Nullable JsonNode error;
        private boolean lastHasEnd;
        private boolean done;

        Got(String raw) {
            this.raw = raw;
            for (var event : raw.split("\n\n")) {
                var data = event.substring("data: ".length());
                if (data.equals("[DONE]")) {
                    done = true;
                } else {
                    read(JSON.readTree(data));
                }
            }
        }

        private void read(JsonNode chunk) {
            chunks.add(chunk);
            error = chunk.hasNonNull("error") ? chunk.get("error") : error;
            usage = chunk.hasNonNull("usage") ? chunk.get("usage") : usage;
            for (var choice : chunk.path("choices")) {
                content += choice.at("/delta/content").asString("");
                for (var call : choice.at("/delta/tool_calls")) {
                    var more =
                            call.at("/function/name").asString("")
                                    + call.at("/function/arguments").asString("");
                    calls.merge(call.path("index").asInt(-1), more, String::concat);
                }
                var reason = choice.path("finish_reason").asString("");
                lastHasEnd =
                        List.of("stop", "length", "tool_calls", "function_call").contains(reason);
                if (lastHasEnd) {
                    ends.add(reason);
                }
            }
        }
    }
}
