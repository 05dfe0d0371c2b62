package dev.agentworks.orchestrator.knowledge;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.client.Embeddings;
import dev.agentworks.starter.identifier.Uuids;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Searches documents by meaning. A version that is not indexed yet is embedded at the next search,
 * under a key derived from it, so that two workers at the same time get the same vectors.
 */
@Component
class SemanticSearch {

    private static final Logger LOG = LoggerFactory.getLogger(SemanticSearch.class);
    private static final UUID KEYS = UUID.fromString("6f1c7f3e-7f0e-5d3b-9a35-4f6f0f1a2c11");
    private static final int TEXTS_PER_CALL = 64;
    private static final int NEW_DOCUMENTS = 12;
    private static final int MOST_MATCHES = 12;
    private static final double LEAST_SIMILARITY = 0.3;

    private final Core core;
    private final Embeddings embeddings;
    private final Passages passages;

    SemanticSearch(Core core, Embeddings embeddings, Passages passages) {
        this.core = core;
        this.embeddings = embeddings;
        this.passages = passages;
    }

    /** The most similar passages of these documents; none when the router has no embeddings now. */
    List<Passages.Match> search(UUID workspace, UUID project, String words, JsonNode documents) {
        var model = embeddings.model();
        var wanted =
                embeddings.of(
                        key(workspace + "/" + project, model, words),
                        workspace,
                        project,
                        List.of(words));
        if (wanted.isEmpty()) {
            LOG.info("searched project {} by words only", project);
            return List.of();
        }
        index(workspace, project, documents);
        return passages.search(
                project, model, wanted.get().getFirst(), LEAST_SIMILARITY, MOST_MATCHES);
    }

    private void index(UUID workspace, UUID project, JsonNode documents) {
        var indexedVersions = passages.indexed(project, embeddings.model());
        int indexed = 0;
        for (var document : documents) {
            var id = document.path("id").asString();
            int version = document.path("version").asInt();
            if (indexedVersions.contains(id + "/" + version)) {
                continue;
            }
            if (++indexed > NEW_DOCUMENTS) {
                LOG.info("project {} has more documents to index, the next search does", project);
                return;
            }
            index(
                    new Passages.Document(workspace, project, UUID.fromString(id), version),
                    document.path("title").asString(""));
        }
    }

    private void index(Passages.Document document, String title) {
        var content =
                core.document(document.workspace(), document.id().toString())
                        .path("content")
                        .asString("");
        var texts = Passages.split(content);
        var vectors = new ArrayList<float[]>();
        for (int from = 0; from < texts.size(); from += TEXTS_PER_CALL) {
            var some = texts.subList(from, Math.min(texts.size(), from + TEXTS_PER_CALL));
            var titled = some.stream().map(text -> title + "\n\n" + text).toList();
            var key =
                    key(
                            document.id() + "/" + document.version(),
                            embeddings.model(),
                            String.join("\0", titled));
            var made = embeddings.of(key, document.workspace(), document.project(), titled);
            if (made.isEmpty()) {
                LOG.info("document {} is not searched by meaning yet", document.id());
                return;
            }
            vectors.addAll(made.get());
        }
        passages.put(document, embeddings.model(), texts, vectors);
    }

    // of everything that the vectors depend on, so that one key never stands for two requests
    private static String key(String subject, String model, String text) {
        return "embed-" + Uuids.v5(KEYS, subject + "\n" + model + "\n" + text);
    }
}
