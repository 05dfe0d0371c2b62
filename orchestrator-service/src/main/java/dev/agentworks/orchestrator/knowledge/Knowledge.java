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

/**
 * Finds what a project knows about something: in its documents, by their words and by what they
 * mean, and in what past runs came to.
 */
@Component
public class Knowledge {

    private static final int DOCUMENTS = 6;
    private static final int PASSAGES = 3;
    private static final int RESULTS = 4;

    /** Of reciprocal rank fusion: how little the first places differ. */
    private static final double DAMPING = 60;

    private final Core core;
    private final Meanings meanings;
    private final PastResults past;

    Knowledge(Core core, Meanings meanings, PastResults past) {
        this.core = core;
        this.meanings = meanings;
        this.past = past;
    }

    /** Documents first, then results, the best of each first. */
    public List<Found> about(UUID workspace, UUID project, String words) {
        var found = new ArrayList<Found>();
        documents(workspace, project, words)
                .forEach(document -> found.add(new Found.Document(document)));
        past.about(workspace, project, words, RESULTS)
                .forEach(result -> found.add(new Found.Result(result)));
        return found;
    }

    private List<JsonNode> documents(UUID workspace, UUID project, String words) {
        var all = core.documents(workspace, project).path("items");
        var byWords = core.search(workspace, project, words, DOCUMENTS).path("items");
        var byMeaning = passages(meanings.about(workspace, project, words, all));
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
            scores.merge(id, 1 / (DAMPING + ++rank), Double::sum);
        }
        rank = 0;
        for (var id : byMeaning.keySet()) {
            scores.merge(id, 1 / (DAMPING + ++rank), Double::sum);
        }
        return facts.keySet().stream()
                .sorted(
                        Comparator.comparingDouble((String id) -> -scores.getOrDefault(id, 0.0))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(DOCUMENTS)
                .map(id ->
                        told(
                                Objects.requireNonNull(facts.get(id)),
                                byMeaning.getOrDefault(id, Set.of())))
                .toList();
    }

    // by document, in the order of its passage that is most alike
    private static Map<String, Set<String>> passages(List<Passages.Near> near) {
        var passages = new LinkedHashMap<String, Set<String>>();
        near.forEach(passage ->
                passages.computeIfAbsent(passage.document().toString(), _ -> new LinkedHashSet<>())
                        .add(passage.text()));
        return passages;
    }

    private static JsonNode told(JsonNode document, Set<String> alike) {
        if (alike.isEmpty()) {
            return document;
        }
        ObjectNode told = ((ObjectNode) document).deepCopy();
        var said = document.path("passages").asString("");
        var besides = alike.stream().filter(passage -> !said.contains(passage)).limit(PASSAGES);
        return told.put(
                "passages",
                Stream.concat(Stream.of(said).filter(it -> !it.isBlank()), besides)
                        .collect(Collectors.joining("\n…\n")));
    }
}
