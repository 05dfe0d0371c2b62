package dev.agentworks.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who watches a card. */
class WatcherTests extends CoreTest {

    private Person owner;
    private Person member;
    private JsonNode project;
    private String card;

    @BeforeEach
    void aCardWithTwoPeople() {
        owner = situations.person();
        member = situations.member(owner, "MEMBER");
        situations.rename(member, "Max");
        project = situations.project(owner);
        card = path(situations.card(owner, project, 5));
    }

    @Test
    void whoeverMakesACardWatchesIt() {
        assertThat(watchers()).containsExactly(owner.id());
    }

    @Test
    void anAgentsCardIsWatchedByNobody() {
        var parent = situations.card(owner, project, 5);

        var child = situations.child(owner, parent, "BUG");

        assertThat(watchers("/api/cards/" + child.text("id"))).isEmpty();
    }

    @Test
    void whoeverACardIsAssignedToWatchesIt() {
        situations.as(owner, "PATCH", card, Map.of("assigneeId", member.id()));
        var other =
                path(situations.card(owner, project, 5, Map.of("assigneeId", member.id())).body());

        assertThat(watchers()).containsExactlyInAnyOrder(owner.id(), member.id());
        assertThat(watchers(other)).containsExactlyInAnyOrder(owner.id(), member.id());
    }

    @Test
    void whoeverIsMentionedWatches() {
        situations.as(owner, "POST", card + "/comments", Map.of("body", "Ask @Max"));

        assertThat(watchers()).containsExactly(owner.id(), member.id());
    }

    @Test
    void peopleWatchAndStopWatching() {
        var admin = situations.member(owner, "ADMIN");

        var watched = situations.as(admin, "POST", card + "/watch", null);
        situations.as(admin, "POST", card + "/watch", null);

        assertThat(watched.status()).isEqualTo(200);
        assertThat(watchers()).containsExactly(owner.id(), admin.id());
        assertThat(situations.as(owner, "DELETE", card + "/watch", null).status()).isEqualTo(204);
        assertThat(situations.as(owner, "DELETE", card + "/watch", null).status()).isEqualTo(204);
        assertThat(watchers()).containsExactly(admin.id());
    }

    @Test
    void aStrangerReachesNoWatcher() {
        var stranger = situations.person();

        for (var method : List.of("POST", "DELETE")) {
            assertThat(situations.as(stranger, method, card + "/watch", null).status())
                    .isEqualTo(404);
            assertThat(
                            situations
                                    .as(
                                            owner,
                                            method,
                                            "/api/cards/" + UUID.randomUUID() + "/watch",
                                            null)
                                    .status())
                    .isEqualTo(404);
        }
        assertThat(situations.as(stranger, "GET", card + "/watchers", null).status())
                .isEqualTo(404);
        assertThat(watchers()).containsExactly(owner.id());
    }

    private List<String> watchers() {
        return watchers(card);
    }

    private List<String> watchers(String path) {
        return situations
                .as(owner, "GET", path + "/watchers", null)
                .body()
                .path("items")
                .valueStream()
                .map(it -> it.path("userId").asString())
                .toList();
    }

    private static String path(JsonNode card) {
        return "/api/cards/" + card.path("id").asString();
    }
}
