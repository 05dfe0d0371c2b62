package dev.agentworks.core.document;

import dev.agentworks.core.card.CardType;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.ExitCriterion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exit criteria that documents answer for. */
@Configuration(proxyBeanMethods = false)
class DocumentCriteria {

    private final DocumentTable documents;

    /**
     * Looked up when asked: cards are judged by criteria, so the criteria cannot need cards to be
     * made first.
     */
    private final ObjectProvider<Cards> cards;

    DocumentCriteria(DocumentTable documents, ObjectProvider<Cards> cards) {
        this.documents = documents;
        this.cards = cards;
    }

    @Bean
    ExitCriterion blueprintApproved() {
        return criterion(
                "blueprint_approved",
                card ->
                        documents
                                .blueprint(card.projectId())
                                .flatMap(documents::find)
                                .map(it ->
                                        it.status() == DocumentStatus.APPROVED
                                                ? List.<String>of()
                                                : List.of("a person's approval of the BLUEPRINT"))
                                .orElse(List.of("a BLUEPRINT document, approved by a person")));
    }

    @Bean
    ExitCriterion mvpFeaturesCreated() {
        return criterion(
                "mvp_features_created",
                card -> {
                    var missing = new ArrayList<String>();
                    missing.addAll(linked(card, DocumentType.PRD));
                    missing.addAll(linked(card, DocumentType.MVP));
                    if (cards.getObject().children(card.id()).stream()
                            .noneMatch(child -> child.type() == CardType.FEATURE)) {
                        missing.add("at least one FEATURE child card");
                    }
                    return missing;
                });
    }

    @Bean
    ExitCriterion researchDocumented() {
        return criterion("research_documented", card -> linked(card, DocumentType.RESEARCH));
    }

    @Bean
    ExitCriterion architectureDocumented() {
        return criterion(
                "architecture_documented", card -> linked(card, DocumentType.ARCHITECTURE));
    }

    @Bean
    ExitCriterion docsWritten() {
        return criterion("docs_written", card -> linked(card, DocumentType.USER_GUIDE));
    }

    private List<String> linked(CardView card, DocumentType type) {
        return documents.ofCard(card.id(), type).isPresent()
                ? List.of()
                : List.of("a %s document linked to the card".formatted(type));
    }

    private static ExitCriterion criterion(String key, Function<CardView, List<String>> missing) {
        return new ExitCriterion() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public List<String> missing(CardView card) {
                return missing.apply(card);
            }
        };
    }
}
