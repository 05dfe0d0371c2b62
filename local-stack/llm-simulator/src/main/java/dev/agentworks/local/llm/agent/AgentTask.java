package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.template.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request to an agent: the brief, what its tools have answered, and steps that agents share.
 */
final class AgentTask {

    static final Texts COMMON = Texts.of("common");

    private final Conversation conversation;
    private final Brief brief;
    private final TaskContext context;

    AgentTask(Conversation conversation) {
        this.conversation = conversation;
        this.context = new TaskContext(conversation);
        this.brief = Brief.of(conversation.asked(), "The product");
    }

    Brief brief() {
        return brief;
    }

    TaskContext context() {
        return context;
    }

    /** A plan that first calls these tools in one turn. */
    Plan look(String words, String... tools) {
        return new Plan(conversation).look(words, tools);
    }

    /** A plan that first lists the documents. */
    Plan begin(String words) {
        return new Plan(conversation).step(words, "list_documents", _ -> {});
    }

    /** Adds a step that reads the document of this type, if the list has one. */
    Plan read(Plan plan, String type, String words) {
        return document(type)
                .map(id -> plan.step(words, "read_document", it -> it.put("id", id)))
                .orElse(plan);
    }

    Plan.Step end(Plan plan, String summary, List<String> followUps) {
        return end(plan, summary, followUps, "");
    }

    Plan.Step end(Plan plan, String summary, List<String> followUps, String verdict) {
        return plan.step(
                        COMMON.line("end"),
                        "finish",
                        it -> {
                            it.put("summary", COMMON.line("summary", Map.of("summary", summary)));
                            if (!verdict.isEmpty()) {
                                it.put("verdict", verdict);
                            }
                            if (!followUps.isEmpty()) {
                                var array = it.putArray("followUps");
                                followUps.stream().limit(10).forEach(array::add);
                            }
                        })
                .next();
    }

    /** A step of an agent that a project added: it looks, says where it would begin, and ends. */
    Plan.Step custom() {
        var product = Map.of("product", brief.titleInText());
        var first = brief.points().stream().limit(3).map(Brief::shortTitle).toList();
        var plan =
                begin(COMMON.paragraph("custom-look"))
                        .step(
                                COMMON.paragraph("custom-say"),
                                "add_comment",
                                it ->
                                        it.put(
                                                "body",
                                                COMMON.line(
                                                        "custom-comment",
                                                        Map.of(
                                                                "product",
                                                                brief.titleInText(),
                                                                "points",
                                                                String.join("; ", first)))));
        return end(plan, COMMON.line("custom-summary", product), List.of());
    }

    /** The text with the mark that says that it is simulated. */
    static String marked(String text) {
        return text + "\n" + COMMON.paragraph("mark");
    }

    static Consumer<ObjectNode> document(String type, String title, String content) {
        return it ->
                it.put("type", type)
                        .put("title", title)
                        .put("content", marked(content))
                        .put("mode", "replace");
    }

    static Consumer<ObjectNode> section(String type, String title, String section, String content) {
        return it ->
                it.put("type", type)
                        .put("title", title)
                        .put("content", marked(content))
                        .put("mode", "section")
                        .put("section", section);
    }

    /** The title of the project's document of this type. */
    String titleOf(String type, String otherwise) {
        return listed(type).map(it -> it.path("title").asString(otherwise)).orElse(otherwise);
    }

    private Optional<String> document(String type) {
        return listed(type).map(it -> it.path("id").asString(""));
    }

    private Optional<JsonNode> listed(String type) {
        return conversation.exchanges().stream()
                .filter(exchange -> exchange.call().name().equals("list_documents"))
                .flatMap(exchange -> items(exchange.answer()).stream())
                .filter(item -> item.path("type").asString("").equals(type))
                .findFirst();
    }

    private static List<JsonNode> items(String answer) {
        try {
            var tree = Plan.JSON.readTree(answer);
            return (tree.isArray() ? tree : tree.path("items")).valueStream().toList();
        } catch (JacksonException _) {
            return List.of(); // a refusal is not JSON, and has no list
        }
    }
}
