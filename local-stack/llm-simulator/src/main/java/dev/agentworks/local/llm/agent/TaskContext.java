package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Conversation.Exchange;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an agent knows besides the brief: facts of the card, the cards and documents around it, and
 * what its tools have answered so far.
 */
final class TaskContext {

    private static final Pattern KEY = Pattern.compile("(?m)^# Card ([A-Z0-9]+-\\d+): ");
    private static final Pattern TYPE = Pattern.compile("(?m)^- Type: ([A-Z]+)\\s*$");
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?ms)^## Description\\s*\\n(.*?)(?=^## Acceptance criteria|\\z)");
    private static final Pattern INSTRUCTIONS =
            Pattern.compile(
                    "(?ms)^## Instructions from the person who started you\\s*\\n(.*?)(?=^## Your task|\\z)");
    private static final Pattern CHILDREN =
            Pattern.compile("(?ms)^## Child cards\\s*\\n(.*?)(?=^## |\\z)");
    private static final Pattern CHILD =
            Pattern.compile("(?m)^- ([A-Z0-9]+-\\d+) ([A-Z]+) \"(.*)\" \\(([A-Z_]+)\\)\\s*$");

    private final Conversation conversation;
    private final String asked;

    TaskContext(Conversation conversation) {
        this.conversation = conversation;
        this.asked = conversation.asked();
    }

    /** A child of the card. */
    record Child(String key, String type, String title, String status) {

        boolean isOpen() {
            return !status.equals("DONE");
        }
    }

    /** A line of a file that was read. */
    record Line(String path, int number, String text) {}

    String key() {
        return first(KEY, "CARD-1");
    }

    String type() {
        return first(TYPE, "TASK");
    }

    String description() {
        return first(DESCRIPTION, "").strip();
    }

    /** The instructions of the person who started the run or sent it back; empty without any. */
    String instructions() {
        return first(INSTRUCTIONS, "").strip();
    }

    List<Child> children(String type) {
        return CHILD.matcher(first(CHILDREN, ""))
                .results()
                .map(it -> new Child(it.group(1), it.group(2), it.group(3), it.group(4)))
                .filter(child -> child.type().equals(type))
                .toList();
    }

    /** Paths on the card's branch, as the tool listed them. */
    List<String> files() {
        return answers("list_files")
                .flatMap(answer -> answer.path("files").valueStream())
                .map(file -> file.path("path").asString(""))
                .filter(path -> !path.isEmpty())
                .distinct()
                .toList();
    }

    /** All lines of the files that were read. */
    List<Line> lines() {
        return exchanges("read_file")
                .flatMap(exchange -> {
                    var file = tree(exchange.answer());
                    var path = exchange.call().arguments().path("path").asString("");
                    var lines = file.path("text").asString("").lines().toList();
                    var first = file.path("firstLine").asInt(1);
                    return IntStream.range(0, lines.size())
                            .mapToObj(at -> new Line(path, first + at, lines.get(at)));
                })
                .toList();
    }

    /** Passages that the search for knowledge found, each with its source. */
    List<String> knowledge() {
        return answers("search_knowledge")
                .flatMap(answer -> answer.path("items").valueStream())
                .map(item ->
                        item.path("source").asString("").equals("document")
                                ? "%s (%s)"
                                        .formatted(
                                                oneLine(item.path("passages").asString("")),
                                                item.path("title").asString(""))
                                : "%s (%s)"
                                        .formatted(
                                                oneLine(item.path("summary").asString("")),
                                                item.path("agent").asString("")))
                .distinct()
                .toList();
    }

    /** The keys of the cards created so far, in order. */
    List<String> createdCards() {
        return answers("create_card")
                .map(answer -> answer.path("key").asString(""))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** The tool's answers, call by call; refusals, which are not JSON, are left out. */
    Stream<JsonNode> answers(String tool) {
        return exchanges(tool).map(exchange -> tree(exchange.answer())).filter(JsonNode::isObject);
    }

    Stream<Exchange> exchanges(String tool) {
        return conversation.exchanges().stream()
                .filter(exchange -> exchange.call().name().equals(tool));
    }

    private String first(Pattern pattern, String otherwise) {
        return pattern.matcher(asked)
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElse(otherwise);
    }

    private static String oneLine(String text) {
        var line = text.replaceAll("[#*|_]+|\\s+", " ").replaceAll(" {2,}", " ").strip();
        return line.length() <= 240 ? line : line.substring(0, 240) + "…";
    }

    private static JsonNode tree(String answer) {
        try {
            return Plan.JSON.readTree(answer);
        } catch (JacksonException _) {
            return Plan.JSON.missingNode(); // a refusal is not JSON
        }
    }
}
