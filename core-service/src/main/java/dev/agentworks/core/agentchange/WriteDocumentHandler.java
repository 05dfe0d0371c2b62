package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.agentchange.Effect.WriteMode;
import dev.agentworks.core.agentchange.EffectResult.DocumentWritten;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.document.DocumentId;
import dev.agentworks.core.document.Documents;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a document of the agent's card, or one section of it. */
@Component
class WriteDocumentHandler implements EffectHandler<Effect.WriteDocument, DocumentWritten> {

    private final Documents documents;

    WriteDocumentHandler(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Class<DocumentWritten> resultType() {
        return DocumentWritten.class;
    }

    @Override
    public DocumentWritten apply(
            Effect.WriteDocument effect, CardRow card, EffectIdentity identity, Actor.Agent agent) {
        var section = effect.mode() == WriteMode.section ? required(effect.section()) : null;
        var written =
                documents.write(
                        new DocumentId(identity.id()),
                        card,
                        effect.type(),
                        effect.title(),
                        effect.content(),
                        section,
                        agent);
        return new DocumentWritten(written.id(), written.version(), written.title());
    }

    private static String required(@Nullable String section) {
        if (section == null || section.isBlank()) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "A section needs its heading.")
                    .invalid("/section", "is required with mode section");
        }
        return section;
    }
}
