package dev.agentworks.orchestrator.knowledge;

import dev.agentworks.orchestrator.client.Core;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches a project's documents, by words and by meaning, and the results of its past runs. */
@Component
public class Knowledge {

    private static final int DOCUMENTS = 6;
    private static final int PASSAGES = 3;
    private static final int RESULTS = 4;

    /** The constant k of reciprocal rank fusion. */
    private static final double RANK_CONSTANT = 60;

    private final Core core;
    private final SemanticSearch semantic;
    private final PastResults past;

    Knowledge(Core core, SemanticSearch semantic, PastResults past) {
        this.core = core;
        this.semantic = semantic;
        this.past = past;
    }

    /** Documents first, then results of runs; the best match of each first. */
    public List<SearchResult> search(UUID workspace, UUID project, String words) {
        var results = new ArrayList<SearchResult>();
        documents(workspace, project, words)
                .forEach(document -> results.add(new SearchResult.Document(document)));
        past.search(workspace, project, words, RESULTS)
                .forEach(result -> results.add(new SearchResult.RunResult(result)));
        return results;
    }

    private List<JsonNode> documents(UUID workspace, UUID project, String words) {
        var all = core.documents(workspace, project).path("items");
        var byWords = core.search(workspace, project, words, DOCUMENTS).path("items");
        var byMeaning = passages(semantic.search(workspace, project, words, all));
        var scores = new HashMap<String, Double>();
        var facts = new HashMap<String, JsonNode>();
        all.forEach(document -> {
            var id = document.path("id").asString();
            if (byMeaning.containsKey(id)) {
                facts.put(id, document);
            }
        });
        int rank = 0;
        for (var document : byWords) {
            var id = document.path("id").asString();
            facts.put(id, document);
            scores.merge(id, 1 / (RANK_CONSTANT + ++rank), Double::sum);
        }
        rank = 0;
        for (var id : byMeaning.keySet()) {
            scores.merge(id, 1 / (RANK_CONSTANT + ++rank), Double::sum);
        }
        return facts.keySet().stream()
                .sorted(
                        Comparator.comparingDouble((String id) -> -scores.getOrDefault(id, 0.0))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(DOCUMENTS)
                .map(id ->
                        withPassages(
                                Objects.requireNonNull(facts.get(id)),
                                byMeaning.getOrDefault(id, Set.of())))
                .toList();
    }

    // by document, in the order of its most similar passage
    private static Map<String, Set<String>> passages(List<Passages.Match> matches) {
        var passages = new LinkedHashMap<String, Set<String>>();
        matches.forEach(passage ->
                passages.computeIfAbsent(passage.document().toString(), _ -> new LinkedHashSet<>())
                        .add(passage.text()));
        return passages;
    }

    private static JsonNode withPassages(JsonNode document, Set<String> similar) {
        if (similar.isEmpty()) {
            return document;
        }
        ObjectNode result = ((ObjectNode) document).deepCopy();
        var found = document.path("passages").asString("");
        var others = similar.stream().filter(passage -> !found.contains(passage)).limit(PASSAGES);
        return result.put(
                "passages",
                Stream.concat(Stream.of(found).filter(it -> !it.isBlank()), others)
                        .collect(Collectors.joining("\n…\n")));
    }
}
