package dev.agentworks.local.llm;

import dev.agentworks.local.llm.Vendor.Call;
import dev.agentworks.local.llm.Vendor.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A project whose tools answer as the orchestrator's do, played by one agent after the other. */
final class PlayedProject {

    private static final Map<String, List<String>> TOOLS =
            Map.ofEntries(
                    Map.entry("list_documents", List.of()),
                    Map.entry("read_document", List.of("id")),
                    Map.entry(
                            "write_document",
                            List.of("type", "title", "content", "mode", "section")),
                    Map.entry("list_cards", List.of()),
                    Map.entry(
                            "create_card",
                            List.of(
                                    "type",
                                    "title",
                                    "description",
                                    "acceptanceCriteria",
                                    "priority",
                                    "estimate",
                                    "labels")),
                    Map.entry("update_card", List.of("card", "status")),
                    Map.entry("link_cards", List.of("from", "to", "link")),
                    Map.entry("add_comment", List.of("body", "file", "line")),
                    Map.entry("list_files", List.of("folder")),
                    Map.entry("read_file", List.of("path")),
                    Map.entry("write_file", List.of("path", "content")),
                    Map.entry("search_knowledge", List.of("query")),
                    Map.entry("ask_human", List.of("question", "choices", "deadlineMinutes")),
                    Map.entry("finish", List.of("summary", "followUps", "verdict")));

    final Map<String, JsonNode> documents = new LinkedHashMap<>();
    final Map<String, String> files = new LinkedHashMap<>();
    final List<JsonNode> cards = new ArrayList<>();

    /** The simulator's answers of the last play, as they came. */
    final List<JsonNode> answers = new ArrayList<>();

    private final Caller caller;
    private final Vendor vendor;

    PlayedProject(Caller caller, Vendor vendor) {
        this.caller = caller;
        this.vendor = vendor;
    }

    String document(String type) {
        return Objects.requireNonNull(documents.get(type), type).path("content").asString();
    }

    String file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    /** Plays an agent to its end; what it writes stays for the next one. */
    List<Call> play(String agent, String card) throws Exception {
        var tools = TOOLS.entrySet().stream().map(it -> tool(it.getKey(), it.getValue())).toList();
        var request = vendor.begin("You work on a board.\nAgent: " + agent + "\n", card, tools);
        var made = new ArrayList<Call>();
        answers.clear();
        for (var turn = 0; turn < 15; turn++) {
            var answer = caller.post(vendor.path, request);
            answers.add(answer);
            var calls = vendor.calls(answer);
            made.addAll(calls);
            var results = calls.stream().map(call -> new Result(call, result(call))).toList();
            if (calls.isEmpty() || calls.getLast().name().equals("finish")) {
                return made;
            }
            vendor.goOn((ArrayNode) request.path(vendor.turns), answer, results);
        }
        throw new AssertionError(agent + " did not finish: " + made);
    }

    static List<JsonNode> arguments(List<Call> calls, String tool) {
        return calls.stream().filter(named(tool)).map(Call::arguments).toList();
    }

    private static Predicate<Call> named(String tool) {
        return call -> call.name().equals(tool);
    }

    private String result(Call call) {
        var arguments = call.arguments();
        var answer = Caller.object();
        switch (call.name()) {
            case "write_document" -> documents.put(arguments.path("type").asString(), arguments);
            case "list_documents" -> {
                var items = answer.putArray("items");
                documents.forEach((type, document) ->
                        items.addObject()
                                .put("id", type)
                                .put("type", type)
                                .put("title", document.path("title").asString()));
            }
            case "read_document" ->
                    answer.put("content", document(arguments.path("id").asString()));
            case "create_card" -> {
                cards.add(arguments);
                answer.put("key", "APP-" + (cards.size() + 1));
            }
            case "write_file" ->
                    files.put(
                            arguments.path("path").asString(),
                            arguments.path("content").asString());
            case "list_files" -> {
                var listed = answer.putArray("files");
                files.forEach((path, content) ->
                        listed.addObject().put("path", path).put("size", content.length()));
            }
            case "read_file" ->
                    answer.put("firstLine", 1)
                            .put("text", files.get(arguments.path("path").asString()));
            case "search_knowledge" -> {
                var item = answer.putArray("items").addObject();
                item.put("source", "document")
                        .put("title", "PRD")
                        .put("passages", "A slot lasts 20 minutes.");
            }
            case "ask_human" -> {
                return "A person answered. They chose \"%s\""
                        .formatted(arguments.path("choices").path(1).asString());
            }
            default -> answer.put("id", "019");
        }
        return answer.toString();
    }

    private static ObjectNode tool(String name, List<String> arguments) {
        var tool = Caller.object().put("name", name).put("description", name);
        var properties = tool.putObject("parameters").put("type", "object").putObject("properties");
        arguments.forEach(argument -> properties.putObject(argument).put("type", "string"));
        return tool;
    }
}
