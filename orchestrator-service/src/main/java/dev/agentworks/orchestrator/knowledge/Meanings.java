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
 * Finds documents by what they mean. A version that was not seen before is embedded when somebody
 * searches, under a key that follows from it: another worker at the same time gets the same.
 */
@Component
class Meanings {

    private static final Logger LOG = LoggerFactory.getLogger(Meanings.class);
    private static final UUID KEYS = UUID.fromString("6f1c7f3e-7f0e-5d3b-9a35-4f6f0f1a2c11");
    private static final int TEXTS_OF_A_CALL = 64;
    private static final int NEW_DOCUMENTS = 12;
    private static final int NEAR = 12;
    private static final double ALIKE = 0.3;

    private final Core core;
    private final Embeddings embeddings;
    private final Passages passages;

    Meanings(Core core, Embeddings embeddings, Passages passages) {
        this.core = core;
        this.embeddings = embeddings;
        this.passages = passages;
    }

    /** Passages that mean something like it, of the documents listed; none without a router. */
    List<Passages.Near> about(UUID workspace, UUID project, String words, JsonNode documents) {
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
        learn(workspace, project, documents);
        return passages.near(project, model, wanted.get().getFirst(), ALIKE, NEAR);
    }

    private void learn(UUID workspace, UUID project, JsonNode documents) {
        var known = passages.known(project, embeddings.model());
        int learned = 0;
        for (var document : documents) {
            var id = document.path("id").asString();
            int version = document.path("version").asInt();
            if (known.contains(id + "/" + version)) {
                continue;
            }
            if (++learned > NEW_DOCUMENTS) {
                LOG.info("project {} has more documents to learn, the next search does", project);
                return;
            }
            learn(
                    new Passages.Document(workspace, project, UUID.fromString(id), version),
                    document.path("title").asString(""));
        }
    }

    private void learn(Passages.Document document, String title) {
        var content =
                core.document(document.workspace(), document.id().toString())
                        .path("content")
                        .asString("");
        var texts = Passages.of(content);
        var meanings = new ArrayList<float[]>();
        for (int from = 0; from < texts.size(); from += TEXTS_OF_A_CALL) {
            var some = texts.subList(from, Math.min(texts.size(), from + TEXTS_OF_A_CALL));
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
            meanings.addAll(made.get());
        }
        passages.put(document, embeddings.model(), texts, meanings);
    }

    // of all that the vectors depend on: the same key never names another request
    private static String key(String what, String model, String text) {
        return "embed-" + Uuids.v5(KEYS, what + "\n" + model + "\n" + text);
    }
}
