package dev.agentworks.core.agentchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever may approve what a run holds reads what will be. */
class HeldChangeReviewTests extends HeldChangeSituations {

    @Test
    void theApproverReadsWhatWillBe() {
        var text = "All of it. ".repeat(500);
        everythingHeld();
        hold("long", "add_comment", Map.of("body", text));

        var items = held().body().path("items");

        assertThat(items.valueStream().map(item -> item.path("kind").asString()))
                .containsExactly(
                        "create_card",
                        "update_card",
                        "write_document",
                        "add_comment",
                        "link_cards",
                        "add_comment");
        assertThat(items.valueStream().map(item -> item.path("title").asString()))
                .containsExactly(
                        "New task TL-2: Held",
                        "Changes TL-1",
                        "Writes the document of TL-1: Notes",
                        "Comment on TL-1, src/App.java:3",
                        "TL-2 blocks TL-1",
                        "Comment on TL-1");
        assertThat(items.path(0).path("preview").asString()).contains("It can be checked.");
        assertThat(items.path(1).path("preview").asString()).isEqualTo("Status: blocked");
        assertThat(items.path(2).path("preview").asString()).isEqualTo("# Notes");
        assertThat(items.path(5).path("complete").asBoolean()).isFalse();
        var whole =
                situations.as(
                        person,
                        "GET",
                        "/api/runs/" + run + "/held-changes/" + items.at("/5/id").asString(),
                        null);
        assertThat(whole.text("preview")).isEqualTo(text);
        assertThat(whole.body().path("complete").asBoolean()).isTrue();
    }

    @Test
    void onlyWhoMayApproveReadsIt() {
        everythingHeld();
        var path = "/api/runs/" + run + "/held-changes";

        assertThat(situations.as(situations.member(person, "MEMBER"), "GET", path, null).status())
                .isEqualTo(200);
        assertThat(situations.as(situations.member(person, "VIEWER"), "GET", path, null).status())
                .isEqualTo(403);
        assertThat(situations.as(situations.person(), "GET", path, null).status()).isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        person,
                                        "GET",
                                        "/api/runs/" + UUID.randomUUID() + "/held-changes",
                                        null)
                                .status())
                .isEqualTo(404);
        assertThat(situations.call(null, "GET", path, null).status()).isEqualTo(401);
        assertThat(situations.as(person, "GET", path + "/" + UUID.randomUUID(), null).status())
                .isEqualTo(404);
    }
}
