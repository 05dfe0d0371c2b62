package dev.agentworks.orchestrator.repository.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadPoolTests {

    private final ProjectAccess access = mock();
    private final MovableClock clock = new MovableClock();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ActingUser user = new ActingUser(UUID.randomUUID().toString(), Map.of());

    @AfterEach
    void end() {
        gate.countDown();
        requests.close();
    }

    @BeforeEach
    void everyProjectIsAWorkspaceOfItsOwn() {
        given(access.requireVisible(any(), any())).willAnswer(call -> call.getArgument(0));
    }

    @Test
    void refusesAtOnceWhatFindsNoThreadAndNoPlaceToWait() throws Exception {
        var pool = pool(new DownloadSettings(2, 1, 10, Duration.ofMinutes(1)));
        var downloads = new ArrayList<Future<?>>();
        for (int i = 0; i < 4; i++) {
            downloads.add(requests.submit(() -> held(pool, UUID.randomUUID())));
        }

        await().until(() -> downloads.stream().anyMatch(Future::isDone));
        var refused = downloads.stream().filter(Future::isDone).toList();
        assertThat(refused)
                .singleElement()
                .satisfies(download ->
                        assertThat(download.exceptionNow())
                                .isInstanceOfSatisfying(
                                        ProblemException.class,
                                        refusal -> {
                                            assertThat(refusal.code())
                                                    .isEqualTo(CommonError.UNAVAILABLE);
                                            assertThat(refusal.pause()).isPositive();
                                        }));
        gate.countDown();
        downloads.removeAll(refused);
        for (var download : downloads) {
            download.get();
        }
        assertThat(begun).hasValue(3);
    }

    @Test
    void leavesRoomForOtherWorkspaces() throws Exception {
        var pool = pool(new DownloadSettings(3, 1, 2, Duration.ofMinutes(1)));
        var busy = UUID.randomUUID();
        var first = requests.submit(() -> held(pool, busy));
        var second = requests.submit(() -> held(pool, busy));
        await().until(() -> begun.get() == 2);

        assertThatThrownBy(() -> pool.run(busy, user, answer(), _ -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(CommonError.RATE_LIMITED));
        pool.run(UUID.randomUUID(), user, answer(), out -> out.write(1));

        gate.countDown();
        first.get();
        second.get();
        pool.run(busy, user, answer(), out -> out.write(1));
    }

    @Test
    void endsADownloadThatTakesTooLongAndBreaksTheConnection() {
        var pool = pool(new DownloadSettings(1, 1, 1, Duration.ofMinutes(10)));

        assertThatThrownBy(() ->
                        pool.run(
                                UUID.randomUUID(),
                                user,
                                new Answer(true),
                                out -> {
                                    out.write(1);
                                    clock.now = clock.now.plusSeconds(601);
                                    out.write(2);
                                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than it may");
    }

    @Test
    void saysThatTheStorageIsAwayWhenNothingWasSentYet() {
        var pool = pool(new DownloadSettings(1, 1, 1, Duration.ofMinutes(10)));

        assertThatThrownBy(() ->
                        pool.run(
                                UUID.randomUUID(),
                                user,
                                answer(),
                                _ -> {
                                    throw new IOException("away");
                                }))
                .isInstanceOf(RemoteProblem.class);
    }

    private DownloadPool pool(DownloadSettings settings) {
        return new DownloadPool(access, settings, clock);
    }

    private boolean held(DownloadPool pool, UUID workspace) throws IOException {
        pool.run(
                workspace,
                user,
                answer(),
                _ -> {
                    begun.incrementAndGet();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
        return true;
    }

    private static Answer answer() {
        return new Answer(false);
    }

    private record Answer(boolean isBegun) implements DownloadResponse {

        @Override
        public OutputStream open() {
            return new ByteArrayOutputStream();
        }
    }

    private static final class MovableClock extends Clock {

        private volatile Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
