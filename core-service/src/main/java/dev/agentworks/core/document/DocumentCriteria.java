package dev.agentworks.core.document;

import dev.agentworks.core.card.CardChildren;
import dev.agentworks.core.card.CardType;
import dev.agentworks.core.document.InheritedDocuments.Blueprint;
import dev.agentworks.core.document.InheritedDocuments.Inherited;
import dev.agentworks.core.gate.BoardFacts;
import dev.agentworks.core.gate.Criterion;
import dev.agentworks.core.gate.ExitCriterion;
import dev.agentworks.core.gate.Missing;
import dev.agentworks.core.project.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exit criteria that documents answer for. */
@Configuration(proxyBeanMethods = false)
class DocumentCriteria {

    private final DocumentQueries documents;
    private final InheritedDocuments inherited;
    private final CardChildren children;

    DocumentCriteria(
            DocumentQueries documents, InheritedDocuments inherited, CardChildren children) {
        this.documents = documents;
        this.inherited = inherited;
        this.children = children;
    }

    /** What a board shows depends on documents by these criteria alone. */
    @Bean
    BoardFacts documentFacts() {
        return project -> documents.stateOf(new ProjectId(project));
    }

    @Bean
    ExitCriterion blueprintApproved() {
        return Criterion.of(
                "blueprint_approved",
                Set.of(inherited),
                (card, facts) -> unapproved(facts.of(inherited, card, Inherited.NONE).blueprint()));
    }

    @Bean
    ExitCriterion mvpFeaturesCreated() {
        return new Criterion(
                "mvp_features_created",
                false,
                card -> card.holdsFeatures() ? Set.of(inherited, children) : Set.of(inherited),
                (card, facts) -> {
                    var linked = facts.of(inherited, card, Inherited.NONE).types();
                    var missing = new ArrayList<Missing>();
                    missing.addAll(lacking(linked, DocumentType.PRD));
                    missing.addAll(lacking(linked, DocumentType.MVP));
                    if (card.holdsFeatures()
                            && facts.of(children, card, List.of()).stream()
                                    .noneMatch(child -> child.type() == CardType.FEATURE)) {
                        missing.add(Missing.child("FEATURE", "at least one FEATURE child card"));
                    }
                    return missing;
                });
    }

    @Bean
    ExitCriterion researchDocumented() {
        return linked("research_documented", DocumentType.RESEARCH);
    }

    @Bean
    ExitCriterion architectureDocumented() {
        return linked("architecture_documented", DocumentType.ARCHITECTURE);
    }

    @Bean
    ExitCriterion docsWritten() {
        return linked("docs_written", DocumentType.USER_GUIDE);
    }

    private ExitCriterion linked(String key, DocumentType type) {
        return Criterion.of(
                key,
                Set.of(inherited),
                (card, facts) -> lacking(facts.of(inherited, card, Inherited.NONE).types(), type));
    }

    private static List<Missing> unapproved(@Nullable Blueprint blueprint) {
        if (blueprint == null) {
            return List.of(
                    Missing.document("BLUEPRINT", "a BLUEPRINT document, approved by a person"));
        }
        if (blueprint.status() == DocumentStatus.APPROVED) {
            return List.of();
        }
        var inForce = blueprint.approvedVersion();
        return List.of(
                Missing.at(
                        Missing.Code.DOCUMENT_UNAPPROVED,
                        Missing.Kind.DOCUMENT,
                        blueprint.id(),
                        inForce == null
                                ? "a person's approval of the BLUEPRINT"
                                : "a person's approval of version %d of the BLUEPRINT; version %d stays in force until then"
                                        .formatted(blueprint.version(), inForce)));
    }

    private static List<Missing> lacking(Set<DocumentType> linked, DocumentType type) {
        return linked.contains(type)
                ? List.of()
                : List.of(
                        Missing.document(
                                type.name(),
                                "a %s document linked to the card or one above it"
                                        .formatted(type)));
    }
}
