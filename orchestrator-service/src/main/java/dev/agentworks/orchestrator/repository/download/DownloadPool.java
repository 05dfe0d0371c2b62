package dev.agentworks.orchestrator.repository.download;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.access.UserScope;
import dev.agentworks.orchestrator.repository.StorageProblems;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Runs downloads on a few threads of their own: packing is work for a processor and would take the
 * threads on which all requests are answered. What finds no place is refused at once.
 */
@Component
class DownloadPool implements DisposableBean {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ConcurrentMap<UUID, Integer> ofWorkspaces = new ConcurrentHashMap<>();
    private final ProjectAccess access;
    private final DownloadSettings settings;
    private final Clock clock;
    private final ThreadPoolExecutor threads;

    DownloadPool(ProjectAccess access, DownloadSettings settings, Clock clock) {
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        this.threads =
                new ThreadPoolExecutor(
                        settings.threads(),
                        settings.threads(),
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(settings.waiting()),
                        Thread.ofPlatform().daemon().name("download-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does the work for a person who may see the project, and waits for its end.
     *
     * @throws IOException when the client is gone or took too long
     */
    void run(UUID project, ActingUser user, DownloadResponse response, Download work)
            throws IOException {
        var workspace = access.requireVisible(project, user);
        if (ofWorkspaces.merge(workspace, 1, Integer::sum) > settings.perWorkspace()) {
            leave(workspace);
            throw new ProblemException(
                            CommonError.RATE_LIMITED,
                            "The workspace downloads %d repositories already. Wait for one to end."
                                    .formatted(settings.perWorkspace()))
                    .retryAfter(PAUSE);
        }
        try {
            await(
                    submit(() -> {
                        UserScope.<IOException>run(user, () -> write(response, work));
                        return true;
                    }));
        } catch (IOException failed) {
            // once bytes were sent only a broken connection tells that the rest is missing
            if (response.isBegun()) {
                throw failed;
            }
            throw StorageProblems.unavailable(failed);
        } finally {
            leave(workspace);
        }
    }

    private void write(DownloadResponse response, Download work) throws IOException {
        var out = new TimedOutput(response.open(), clock, settings.longest());
        work.writeTo(out);
        out.flush();
    }

    private Future<Boolean> submit(Callable<Boolean> work) {
        try {
            return threads.submit(work);
        } catch (RejectedExecutionException full) {
            throw new ProblemException(
                            CommonError.UNAVAILABLE,
                            "Too many repositories are downloaded at the moment. Try again soon.")
                    .retryAfter(PAUSE);
        }
    }

    // the work writes into the response of this request, so the request does not end before it
    private static void await(Future<Boolean> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Throwable failed ->
                        throw new IllegalStateException("a download failed", failed);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void leave(UUID workspace) {
        ofWorkspaces.computeIfPresent(workspace, (_, count) -> count > 1 ? count - 1 : null);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** Writes a repository, or a part of it. */
    interface Download {
        void writeTo(OutputStream out) throws IOException;
    }
}
