package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Cards with much or little known them. */
final class Cards {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> TYPES =
            List.of(
                    "BLUEPRINT",
                    "PRD",
                    "MVP",
                    "RESEARCH",
                    "ARCHITECTURE",
                    "TEST_PLAN",
                    "USER_GUIDE");

    final List<ObjectNode> children = new ArrayList<>();
    final List<ObjectNode> comments = new ArrayList<>();
    final List<ObjectNode> documents = new ArrayList<>();
    final Map<UUID, String> texts = new HashMap<>();
    final List<String> files = new ArrayList<>();
    final List<PromptContext.EarlierResult> said = new ArrayList<>();
    final UUID id = new UUID(1, 1);
    int lane = 5;
    String description = "People book rooms.";

    static Cards random(Random random) {
        var cards = new Cards();
        cards.lane = random.nextInt(12);
        cards.description = words(random, random.nextInt(2500));
        for (int index = random.nextInt(30); index > 0; index--) {
            cards.child(
                    "APP-" + index,
                    words(random, random.nextInt(20)),
                    random.nextBoolean() ? "DONE" : "READY");
        }
        for (int index = random.nextInt(40); index > 0; index--) {
            cards.comment(words(random, random.nextInt(150)));
        }
        for (int index = random.nextInt(12); index > 0; index--) {
            cards.document(
                    TYPES.get(random.nextInt(TYPES.size())),
                    words(random, 1 + random.nextInt(6)),
                    random.nextBoolean() ? "APPROVED" : "DRAFT",
                    words(random, random.nextInt(1200)));
        }
        for (int index = random.nextInt(200); index > 0; index--) {
            cards.files.add("src/" + words(random, 1) + index + ".java");
        }
        for (int index = random.nextInt(4); index > 0; index--) {
            cards.said.add(
                    new PromptContext.EarlierResult(
                            "QA", words(random, random.nextInt(200)), "ready"));
        }
        return cards;
    }

    Cards child(String key, String title, String status) {
        children.add(card(key, "TASK", title, null, status));
        return this;
    }

    Cards comment(String body) {
        comments.add(JSON.createObjectNode().put("author", "user:7").put("body", body));
        return this;
    }

    Cards document(String type, String title, String status, String text) {
        var document = new UUID(2, documents.size());
        var json = JSON.createObjectNode();
        json.put("id", document.toString()).put("type", type).put("title", title);
        json.put("status", status).put("version", 1).putArray("cardIds").add(id.toString());
        if (status.equals("APPROVED")) {
            json.put("approvedVersion", 1);
        }
        documents.add(json);
        texts.put(document, text);
        return this;
    }

    /** A newer version of the last document, which nobody approved yet. */
    Cards andNewerDraft() {
        documents.getLast().put("status", "DRAFT").put("version", 2);
        return this;
    }

    CardContext context() {
        var json = JSON.createObjectNode();
        json.put("workspaceId", new UUID(9, 1).toString()).put("laneVisit", 1);
        json.putObject("project")
                .put("id", new UUID(9, 2).toString())
                .put("key", "APP")
                .put("name", "App")
                .put("description", "A project about rooms.");
        json.set("card", card("APP-1", "FEATURE", "A booking tool", description, "READY"));
        json.set("parent", card("APP-0", "BLUEPRINT", "The whole", "All that is wanted.", "READY"));
        json.putArray("children").addAll(children);
        json.putArray("comments").addAll(comments);
        json.putArray("documents").addAll(documents);
        json.putObject("lane")
                .put("number", lane)
                .put("key", "LANE")
                .put("name", "Lane " + lane)
                .put("ruleVersion", 1)
                .put("exitCriterion", "no_open_bugs");
        return JSON.treeToValue(json, CardContext.class);
    }

    PromptContext known() {
        return new PromptContext(texts, files, said, null);
    }

    private ObjectNode card(
            String key, String type, String title, @Nullable String description, String status) {
        var json = JSON.createObjectNode();
        json.put("id", id.toString()).put("key", key).put("lane", lane).put("type", type);
        json.put("title", title)
                .put("description", description)
                .put("status", status)
                .put("version", 1);
        json.putArray("acceptanceCriteria").add("It books.");
        json.putObject("exitCriterion")
                .put("key", "no_open_bugs")
                .put("met", false)
                .putArray("missing")
                .add("APP-7 is open");
        return json;
    }

    static String words(Random random, int count) {
        var text = new StringBuilder();
        for (int index = 0; index < count; index++) {
            switch (random.nextInt(40)) {
                case 0 -> text.append("预订房间");
                case 1 -> text.append("Größe");
                case 2 -> text.append("🚪");
                case 3 -> text.append("\n## heading\n");
                default -> text.append(Long.toString(random.nextLong() >>> 40, 36));
            }
            text.append(' ');
        }
        return text.toString();
    }
}
