package dev.agentworks.core.agentchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.test.RecordedMessages;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a run of high risk wants changed waits for a person: nobody but the run sees it. */
class HeldChangeTests extends HeldChangeSituations {

    @Autowired private CardRuns runs;
    @Autowired private RecordedMessages messages;

    @Test
    void whatIsHeldIsOnNoBoardAndInNoHistory() {
        var before = everythingSeen();

        everythingHeld();

        assertThat(everythingSeen()).isEqualTo(before);
        assertThat(messages.on("card-events")).noneMatch(message -> message.body().contains(run));
    }

    @Test
    void theRunItselfSeesWhatItHolds() {
        var child = hold("1", "create_card", Map.of("type", "TASK", "title", "Cut in two"));
        var document =
                hold(
                        "2",
                        "write_document",
                        Map.of("type", "CUSTOM", "title", "Notes", "content", "# Notes"));

        var seen = internal("cards/" + child.text("key") + "?run=" + run);
        assertThat(seen.text("title")).isEqualTo("Cut in two");
        assertThat(seen.text("id")).isEqualTo(child.text("id"));
        assertThat(internal("cards/" + child.text("key")).status()).isEqualTo(404);
        assertThat(internal("cards/" + child.text("key") + "?run=" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(internal("documents/" + document.text("id") + "?run=" + run).text("content"))
                .isEqualTo("# Notes");
        assertThat(internal("documents/" + document.text("id")).status()).isEqualTo(404);
        assertThat(
                        internal("projects/" + project.path("id").asString() + "/cards?run=" + run)
                                .body()
                                .path("items"))
                .hasSize(2);
        assertThat(
                        hold(
                                        "3",
                                        "link_cards",
                                        Map.of(
                                                "from",
                                                child.text("key"),
                                                "to",
                                                card.path("key").asString(),
                                                "link",
                                                "BLOCKS"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void theSameCallIsHeldOnceAndAnotherOneUnderItsKeyIsRefused() {
        var wish = Map.<String, Object>of("type", "TASK", "title", "Held");

        var first = hold("1", "create_card", wish);
        var again = hold("1", "create_card", wish);
        var other = hold("1", "create_card", Map.of("type", "TASK", "title", "Another"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(held().body().path("items")).hasSize(1);
    }

    @Test
    void whatWouldBeRefusedIsRefusedAtOnceAndNotHeld() {
        assertThat(hold("1", "update_card", Map.of("status", "DONE")).status()).isEqualTo(400);
        assertThat(
                        hold(
                                        "2",
                                        "link_cards",
                                        Map.of("from", "TL-1", "to", "TL-99", "link", "BLOCKS"))
                                .status())
                .isEqualTo(404);

        assertThat(held().body().path("items")).isEmpty();
    }

    @Test
    void aRunThatHoldsNothingHasAnEmptyList() {
        var known = new RunHappenings(runs, card, "DEV_BACKEND");
        known.is(RunStatus.RUNNING);

        assertThat(
                        situations
                                .as(
                                        person,
                                        "GET",
                                        "/api/runs/" + known.id() + "/held-changes",
                                        null)
                                .body()
                                .path("items"))
                .isEmpty();
    }

    @Test
    void anotherWorkspaceHoldsReleasesAndDropsNothingOfThis() {
        everythingHeld();
        var stranger = situations.person();
        var path =
                "/internal/workspaces/" + stranger.workspace() + "/runs/" + run + "/held-changes";

        var foreign = effect("add_comment", Map.of("body", "hello"));
        assertThat(situations.internal("POST", path + "/x", "core:effects", foreign).status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .internal(
                                        "POST",
                                        path + "/release",
                                        "core:effects",
                                        Map.of("approvedBy", stranger.id()))
                                .body()
                                .path("changes")
                                .asInt())
                .isZero();
        situations.internal("DELETE", path, "core:effects", null);

        assertThat(held().body().path("items")).hasSize(5);
    }
}
