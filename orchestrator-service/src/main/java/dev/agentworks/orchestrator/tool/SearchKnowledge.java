package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.knowledge.Knowledge;
import dev.agentworks.orchestrator.knowledge.SearchResult;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Searches the project's knowledge. */
@Component
class SearchKnowledge implements Tool {

    private final Knowledge knowledge;
    private final JsonMapper json;

    SearchKnowledge(Knowledge knowledge, JsonMapper json) {
        this.knowledge = knowledge;
        this.json = json;
    }

    @Override
    public String name() {
        return "search_knowledge";
    }

    @Override
    public String description() {
        return """
        Searches the project's documents and the results of past runs for what you ask, in your own words. Answers passages with their source; read a document whole with read_document.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["query"], "additionalProperties": false, "properties": {
          "query": {"type": "string", "minLength": 2, "maxLength": 400, "description": "what you want to know, a few telling words or one sentence"}}}
        """;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        var query = arguments.path("query").asString();
        if (query.isBlank()) {
            return ToolResult.wrong("search_knowledge needs words to look for.");
        }
        var answer = json.createObjectNode();
        var items = answer.putArray("items");
        for (var found : knowledge.search(context.workspaceId(), context.projectId(), query)) {
            items.add(described(found));
        }
        return ToolResult.ok(
                answer.toString(), "searched for \"%s\": %d found".formatted(query, items.size()));
    }

    private ObjectNode described(SearchResult found) {
        var item = json.createObjectNode();
        switch (found) {
            case SearchResult.Document(var facts) -> {
                item.put("source", "document");
                for (var field :
                        new String[] {"id", "type", "title", "status", "version", "passages"}) {
                    if (facts.hasNonNull(field)) {
                        item.set(field, facts.get(field));
                    }
                }
            }
            case SearchResult.RunResult(var result) -> {
                item.put("source", "run")
                        .put("agent", result.agent())
                        .put("cardId", result.cardId().toString())
                        .put("at", result.at().toString())
                        .put("summary", result.summary());
                var verdict = result.verdict();
                if (verdict != null) {
                    item.put("verdict", verdict);
                }
            }
        }
        return item;
    }
}
