package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent has before it: the brief's subject, the answers so far, and the steps it begins and
 * ends with.
 */
final class Work {

    private final Conversation conversation;
    private final Subject subject;
    private final Material material;

    Work(Conversation conversation) {
        this.conversation = conversation;
        this.material = new Material(conversation);
        this.subject = Subject.of(conversation.asked(), "The product");
    }

    Subject subject() {
        return subject;
    }

    Material material() {
        return material;
    }

    /** A plan that first looks into several things at once. */
    Plan look(String words, String... tools) {
        return new Plan(conversation).look(words, tools);
    }

    /** A plan that first looks at what is there. */
    Plan begin(String words) {
        return new Plan(conversation).step(words, "list_documents", _ -> {});
    }

    /** Adds the reading of a document of this type, when the list showed one. */
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
                        "That is all I set out to do.",
                        "finish",
                        it -> {
                            it.put("summary", summary + " (simulated)");
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

    /** An agent of a project's own: it looks, says what it would begin with, and ends. */
    Plan.Step unknown() {
        var first = subject.points().stream().limit(3).map(Subject::inShort).toList();
        var plan =
                begin("I look at what the project holds.\n")
                        .step(
                                "I say what I would begin with.\n",
                                "add_comment",
                                it ->
                                        it.put(
                                                "body",
                                                "Simulated: for %s I would begin with: %s"
                                                        .formatted(
                                                                subject.titleInText(),
                                                                String.join("; ", first))));
        return end(plan, "Looked at %s.".formatted(subject.titleInText()), List.of());
    }

    static Consumer<ObjectNode> document(String type, String title, Markdown content) {
        return it ->
                it.put("type", type)
                        .put("title", title)
                        .put("content", content.marked())
                        .put("mode", "replace");
    }

    static Consumer<ObjectNode> section(
            String type, String title, String section, Markdown content) {
        return it ->
                it.put("type", type)
                        .put("title", title)
                        .put("content", content.marked())
                        .put("mode", "section")
                        .put("section", section);
    }

    /** The title of the document of this type as the project has it. */
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
            return List.of(); // the tool refused in words: there is no list then
        }
    }
}
