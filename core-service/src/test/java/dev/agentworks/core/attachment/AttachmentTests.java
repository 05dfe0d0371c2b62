package dev.agentworks.core.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files on cards, in a folder. */
class AttachmentTests extends CoreTest {

    @TempDir static Path folder;

    @Autowired private AttachmentSweep sweep;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JsonMapper json;
    @LocalServerPort private int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Person owner;
    private Person member;
    private String card;
    private List<Path> before = List.of();

    @DynamicPropertySource
    static void smallQuota(DynamicPropertyRegistry registry) {
        registry.add("agentworks.files.dir", folder::toString);
        registry.add("agentworks.attachments.per-workspace", () -> "30MB");
        registry.add("agentworks.attachments.per-card", () -> "4");
        registry.add("agentworks.attachments.sweep", () -> "1h");
    }

    @BeforeEach
    void aCardWithTwoPeople() throws IOException {
        owner = situations.person();
        member = situations.member(owner, "MEMBER");
        card =
                "/api/cards/"
                        + situations
                                .card(owner, situations.project(owner), 5)
                                .path("id")
                                .asString();
        sweep.sweep();
        before = stored();
    }

    @Test
    void aFileIsAttachedListedReadAndRemoved() throws Exception {
        var content = bytes(300_000);
        var id = UUID.randomUUID();

        var attached = put(member, id, "Übersicht 1.bin", content);

        assertThat(attached.statusCode()).as(attached.body()).isEqualTo(200);
        var file = read(attached);
        assertThat(file.path("id").asString()).isEqualTo(id.toString());
        assertThat(file.path("size").asLong()).isEqualTo(300_000);
        assertThat(file.path("mediaType").asString()).isEqualTo("application/octet-stream");
        assertThat(file.path("uploadedBy").asString()).isEqualTo(member.id());
        assertThat(list()).containsExactly(file);
        var download = get(owner, id);
        assertThat(download.body()).isEqualTo(content);
        assertThat(header(download, "Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%C3%9Cbersicht%201.bin");
        assertThat(header(download, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(download, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(download, "Content-Length")).isEqualTo("300000");
        assertThat(remove(member, id)).isEqualTo(204);
        assertThat(list()).isEmpty();
        assertThat(get(owner, id).statusCode()).isEqualTo(404);
        assertThat(history().getFirst().at("/changes/attachment/from").asString())
                .isEqualTo("Übersicht 1.bin");
        assertThat(history().get(1).at("/changes/attachment/to").asString())
                .isEqualTo("Übersicht 1.bin");
        assertThat(objects()).hasSize(1);
        assertThat(sweep.sweep()).isEqualTo(1);
        assertThat(objects()).isEmpty();
    }

    @Test
    void aPageThatSaysItIsAnImageIsServedAsTheTextItIs() throws Exception {
        var id = UUID.randomUUID();
        put(owner, id, "cat.png", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        assertThat(header(get(owner, id), "Content-Type")).startsWith("text/plain");
    }

    @Test
    void theSameFileSentAgainIsOneFileAndAnotherIsRefused() throws Exception {
        var id = UUID.randomUUID();
        var content = bytes(10_000);

        var first = put(owner, id, "a.bin", content);
        var again = put(owner, id, "a.bin", content);
        var other = put(owner, id, "a.bin", bytes(10_001));
        var renamed = put(owner, id, "b.bin", content);

        assertThat(read(again)).isEqualTo(read(first));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("attachment-exists");
        assertThat(renamed.statusCode()).isEqualTo(409);
        assertThat(list()).hasSize(1);
        assertThat(objects()).hasSize(1);
    }

    @Test
    void theSameFileSentAtOnceIsOneFile() throws Exception {
        var id = UUID.randomUUID();
        var content = bytes(100_000);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var sent =
                    List.of(1, 2, 3, 4, 5, 6).stream()
                            .map(_ -> threads.submit(() -> put(owner, id, "a", content)))
                            .toList();
            for (var one : sent) {
                assertThat(one.get().statusCode()).isIn(200, 409);
            }
        }
        assertThat(put(owner, id, "a", content).statusCode()).isEqualTo(200);
        assertThat(list()).hasSize(1);
        sweep.sweep();
        assertThat(objects()).hasSize(1);
    }

    @Test
    void aFileThatIsTooLargeLeavesNothing() throws Exception {
        var announced = put(owner, UUID.randomUUID(), "a", bytes(25 * 1024 * 1024 + 1));
        var streamed =
                send(
                        owner,
                        UUID.randomUUID(),
                        "a",
                        BodyPublishers.ofInputStream(() -> new Endless(26 * 1024 * 1024)));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(list()).isEmpty();
        sweep.sweep();
        assertThat(objects()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void aFileOfTwentyFiveMebibytesIsTaken() throws Exception {
        var id = UUID.randomUUID();

        var taken = put(owner, id, "large.bin", bytes(25 * 1024 * 1024));

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(get(owner, id).body()).hasSize(25 * 1024 * 1024);
    }

    @Test
    void aWorkspaceAndACardHoldSoMuchAndNoMore() throws Exception {
        put(owner, UUID.randomUUID(), "a", bytes(20 * 1024 * 1024));

        var refused = put(owner, UUID.randomUUID(), "b", bytes(11 * 1024 * 1024));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("attachment-quota-reached", "\"limit\":31457280");
        for (var count = 0; count < 3; count++) {
            assertThat(put(owner, UUID.randomUUID(), "c", bytes(10)).statusCode()).isEqualTo(200);
        }
        assertThat(put(owner, UUID.randomUUID(), "d", bytes(10)).statusCode()).isEqualTo(409);
        assertThat(list()).hasSize(4);
    }

    @Test
    void anUploadThatTheClientLeavesLeavesNothing() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(
                            ("PUT %s/attachments/%s?name=a HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n"
                                            + "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nhalf")
                                    .formatted(card, UUID.randomUUID(), bearer(owner))
                                    .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            await().until(() -> rows() == 1);
        }

        await().untilAsserted(() -> {
            sweep.sweep();
            assertThat(rows()).isZero();
            assertThat(objects()).isEmpty();
        });
        assertThat(list()).isEmpty();
    }

    @Test
    void anUploadThatDiedWithItsServiceIsSweptAndMayBeSentAgain() throws Exception {
        var id = UUID.randomUUID();
        put(owner, id, "a", bytes(1_000));
        // as a process leaves it that dies after the last byte
        in(
                owner,
                () ->
                        jdbc.sql(
                                        "update attachment set state = 'UPLOADING', state_at = now() - interval '2 hours' where id = ?")
                                .param(id)
                                .update());
        assertThat(list()).isEmpty();

        var again = put(owner, id, "a", bytes(1_000));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(list()).hasSize(1);
        sweep.sweep();
        assertThat(objects()).hasSize(1);
        in(
                owner,
                () ->
                        jdbc.sql(
                                        "update attachment set state = 'UPLOADING', state_at = now() - interval '2 hours' where id = ?")
                                .param(id)
                                .update());
        assertThat(sweep.sweep()).isEqualTo(1);
        assertThat(objects()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void whatIsWrongIsNamedAndStoresNothing() throws Exception {
        for (var name : List.of("..%2Fx", "a%00b", "%20", "a%E2%80%AEb")) {
            var refused = put(owner, UUID.randomUUID(), name, bytes(10), true);
            assertThat(refused.statusCode()).as(name).isEqualTo(400);
        }
        assertThat(put(owner, UUID.randomUUID(), "a", new byte[0]).statusCode()).isEqualTo(400);
        var unnamed =
                http.send(
                        request(owner, card + "/attachments/" + UUID.randomUUID())
                                .PUT(BodyPublishers.ofByteArray(bytes(1)))
                                .header("Content-Type", "application/octet-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(unnamed.statusCode()).isEqualTo(400);
        assertThat(unnamed.body()).contains("query:name");
        var json =
                http.send(
                        request(owner, card + "/attachments/" + UUID.randomUUID() + "?name=a")
                                .PUT(BodyPublishers.ofString("{}"))
                                .header("Content-Type", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(json.statusCode()).isEqualTo(415);
        sweep.sweep();
        assertThat(rows()).isZero();
        assertThat(objects()).isEmpty();
    }

    @Test
    void aStrangerAViewerAndAnotherCardReachNoFile() throws Exception {
        var id = UUID.randomUUID();
        put(owner, id, "a", bytes(10));
        var stranger = situations.person();
        var viewer = situations.member(owner, "VIEWER");

        assertThat(get(stranger, id).statusCode()).isEqualTo(404);
        assertThat(put(stranger, UUID.randomUUID(), "a", bytes(10)).statusCode()).isEqualTo(404);
        assertThat(remove(stranger, id)).isEqualTo(404);
        assertThat(situations.as(stranger, "GET", card + "/attachments", null).status())
                .isEqualTo(404);
        assertThat(get(viewer, id).statusCode()).isEqualTo(200);
        assertThat(put(viewer, UUID.randomUUID(), "a", bytes(10)).statusCode()).isEqualTo(403);
        assertThat(remove(viewer, id)).isEqualTo(403);
        assertThat(remove(member, id)).as("another member's file").isEqualTo(403);
        assertThat(get(owner, UUID.randomUUID()).statusCode()).isEqualTo(404);
        card =
                "/api/cards/"
                        + situations
                                .card(owner, situations.project(owner), 5)
                                .path("id")
                                .asString();
        assertThat(get(owner, id).statusCode()).isEqualTo(404);
        assertThat(remove(owner, id)).isEqualTo(404);
    }

    @Test
    void theFilesOfAnArchivedCardAreReadAndNoneIsAdded() throws Exception {
        var id = UUID.randomUUID();
        put(owner, id, "a", bytes(10));
        situations.as(owner, "DELETE", card, null);

        assertThat(get(owner, id).statusCode()).isEqualTo(200);
        assertThat(list()).hasSize(1);
        assertThat(put(owner, UUID.randomUUID(), "b", bytes(10)).statusCode()).isEqualTo(404);
        assertThat(remove(owner, id)).isEqualTo(404);
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private HttpResponse<String> put(Person person, UUID id, String name, byte[] content)
            throws IOException, InterruptedException {
        return put(person, id, name, content, false);
    }

    private HttpResponse<String> put(
            Person person, UUID id, String name, byte[] content, boolean encoded)
            throws IOException, InterruptedException {
        return send(
                person,
                id,
                encoded
                        ? name
                        : URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"),
                BodyPublishers.ofByteArray(content));
    }

    private HttpResponse<String> send(
            Person person, UUID id, String encodedName, HttpRequest.BodyPublisher content)
            throws IOException, InterruptedException {
        return http.send(
                request(person, card + "/attachments/" + id + "?name=" + encodedName)
                        .PUT(content)
                        .header("Content-Type", "application/octet-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> get(Person person, UUID id)
            throws IOException, InterruptedException {
        return http.send(
                request(person, card + "/attachments/" + id + "/content").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private int remove(Person person, UUID id) {
        return situations.as(person, "DELETE", card + "/attachments/" + id, null).status();
    }

    private HttpRequest.Builder request(Person person, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", bearer(person));
    }

    private String bearer(Person person) {
        return tokens().bearer("gateway", new ActingUser(person.id(), Map.of()), "core:public");
    }

    private JsonNode read(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private List<JsonNode> list() {
        return items("/attachments");
    }

    private List<JsonNode> history() {
        return items("/history");
    }

    private List<JsonNode> items(String route) {
        return situations
                .as(owner, "GET", card + route, null)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private int rows() {
        return in(
                owner,
                () -> jdbc.sql("select count(*) from attachment").query(Integer.class).single());
    }

    private int in(Person person, Supplier<Integer> work) {
        return TenantScope.call(
                DatabaseSubject.tenant(person.workspace()),
                () -> transaction.execute(_ -> work.get()));
    }

    /** What this test stored, drafts included. */
    private List<Path> objects() throws IOException {
        var now = new ArrayList<>(stored());
        now.removeAll(before);
        return now;
    }

    private static List<Path> stored() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** So many bytes without saying how many. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 7 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
