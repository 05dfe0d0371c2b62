package dev.agentworks.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberTests extends CoreTest {

    private Person owner;

    @BeforeEach
    void owner() {
        owner = situations.person();
    }

    @Test
    void aMemberIsListedWithRoleAndVersion() {
        var member = situations.member(owner, "MEMBER");

        var items = situations.as(member, "GET", members(), null).body().path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(1).path("userId").asString()).isEqualTo(member.id());
        assertThat(items.get(1).path("role").asString()).isEqualTo("MEMBER");
        assertThat(items.get(1).path("version").asLong()).isZero();
        assertThat(items.get(1).path("joinedAt").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // who, whose role, to which
        "OWNER, ADMIN, OWNER, 200",
        "OWNER, OWNER, MEMBER, 200",
        "ADMIN, MEMBER, ADMIN, 200",
        "ADMIN, ADMIN, VIEWER, 200",
        "ADMIN, MEMBER, OWNER, 403",
        "ADMIN, OWNER, MEMBER, 403",
        "MEMBER, VIEWER, MEMBER, 403",
        "VIEWER, VIEWER, MEMBER, 403"
    })
    void rolesAreChangedWithinOnesOwn(String own, String before, String wanted, int status) {
        var acting = situations.member(owner, own);
        var member = situations.member(owner, before);

        var answer = changeRole(acting, member, wanted);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(roleOf(member)).isEqualTo(status == 200 ? wanted : before);
    }

    @Test
    void aChangeOfAStaleVersionIsRefused() {
        var member = situations.member(owner, "MEMBER");
        var changed = changeRole(owner, member, "ADMIN", "If-Match", "\"0\"");

        assertThat(changed.tag()).isEqualTo("\"1\"");
        assertThat(changeRole(owner, member, "VIEWER", "If-Match", "\"0\"").status())
                .isEqualTo(412);
        assertThat(roleOf(member)).isEqualTo("ADMIN");
    }

    @Test
    void aRemovedMemberSeesNothingAndTheFeedSaysSo() {
        var member = situations.member(owner, "MEMBER");

        var removed = remove(owner, member);

        assertThat(removed.status()).isEqualTo(204);
        assertThat(situations.as(member, "GET", members(), null).status()).isEqualTo(404);
        assertThat(remove(owner, member).status()).isEqualTo(404);
        var leaver = situations.member(owner, "VIEWER");
        assertThat(remove(leaver, leaver).status()).isEqualTo(204);
        var feed =
                situations.internal(
                        "GET",
                        "/internal/workspaces/" + owner.workspace() + "/feed?after=0",
                        "core:feed",
                        null);
        assertThat(feed.body().path("events"))
                .extracting(event ->
                        event.path("type").asString() + " " + event.at("/data/userId").asString())
                .containsExactly("member.removed " + member.id(), "member.removed " + leaver.id());
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, 204",
        "ADMIN, MEMBER, 204",
        "ADMIN, ADMIN, 204",
        "ADMIN, OWNER, 403",
        "MEMBER, VIEWER, 403",
        "VIEWER, MEMBER, 403"
    })
    void membersAreRemovedWithinOnesOwnRole(String own, String other, int status) {
        var acting = situations.member(owner, own);
        var member = situations.member(owner, other);

        assertThat(remove(acting, member).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"ADMIN", "MEMBER", "VIEWER"})
    void everybodyMayLeave(String role) {
        var member = situations.member(owner, role);

        assertThat(remove(member, member).status()).isEqualTo(204);
        assertThat(situations.as(member, "GET", members(), null).status()).isEqualTo(404);
    }

    @Test
    void theLastOwnerNeitherLeavesNorStepsDown() {
        situations.member(owner, "ADMIN");

        assertThat(remove(owner, owner).text("type")).endsWith("/last-owner");
        assertThat(changeRole(owner, owner, "ADMIN").text("type")).endsWith("/last-owner");
        assertThat(roleOf(owner)).isEqualTo("OWNER");
    }

    @Test
    void ownershipIsHandedOver() {
        var heir = situations.member(owner, "MEMBER");

        assertThat(changeRole(owner, heir, "OWNER").status()).isEqualTo(200);
        assertThat(changeRole(owner, owner, "MEMBER").status()).isEqualTo(200);

        assertThat(roleOf(heir)).isEqualTo("OWNER");
        assertThat(changeRole(owner, heir, "MEMBER").status()).isEqualTo(403);
    }

    @Test
    void ofOwnersWhoGoAtOnceOneRemains() throws Exception {
        for (int round = 0; round < 10; round++) {
            var first = situations.person();
            var second = situations.member(first, "OWNER");
            var members = "/api/workspaces/" + first.workspace() + "/members/";
            var together = new CyclicBarrier(2);
            var going = new ArrayList<Callable<Answer>>();
            for (var person : List.of(first, second)) {
                boolean leaves = round % 2 == 0;
                going.add(() -> {
                    together.await();
                    return leaves
                            ? situations.as(person, "DELETE", members + person.id(), null)
                            : situations.as(
                                    person, "PUT", members + person.id(), Map.of("role", "MEMBER"));
                });
            }

            var statuses = new ArrayList<Integer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(going)) {
                    statuses.add(answer.get().status());
                }
            }

            assertThat(statuses).containsExactlyInAnyOrder(round % 2 == 0 ? 204 : 200, 409);
        }
    }

    @Test
    void strangersAndUnknownMembersAreNotFound() {
        var stranger = situations.person();
        var member = situations.member(owner, "MEMBER");

        assertThat(changeRole(stranger, member, "VIEWER").status()).isEqualTo(404);
        assertThat(remove(stranger, member).status()).isEqualTo(404);
        assertThat(remove(stranger, stranger).status()).isEqualTo(404);
        assertThat(changeRole(owner, stranger, "VIEWER").status()).isEqualTo(404);
        assertThat(remove(owner, stranger).status()).isEqualTo(404);
        assertThat(roleOf(member)).isEqualTo("MEMBER");
    }

    @Test
    void wrongRolesAreRefusedWithTheirPointer() {
        assertThat(changeRole(owner, owner, "KING").body().at("/errors/0/pointer").asString())
                .isEqualTo("/role");
    }

    private @Nullable String roleOf(Person member) {
        for (var item : situations.as(owner, "GET", members(), null).body().path("items")) {
            if (item.path("userId").asString().equals(member.id())) {
                return item.path("role").asString();
            }
        }
        return null;
    }

    private Answer changeRole(Person acting, Person member, String role, String... headers) {
        return situations.as(
                acting, "PUT", members() + "/" + member.id(), Map.of("role", role), headers);
    }

    private Answer remove(Person acting, Person member) {
        return situations.as(acting, "DELETE", members() + "/" + member.id(), null);
    }

    private String members() {
        return "/api/workspaces/" + owner.workspace() + "/members";
    }
}
