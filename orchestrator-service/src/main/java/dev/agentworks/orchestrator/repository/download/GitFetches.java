package dev.agentworks.orchestrator.repository.download;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers Git clients that fetch or clone a project's repository. They see its branches; what a run
 * has proposed and nobody has approved is no branch.
 */
@Component
public class GitFetches {

    private static final String SERVICE = "git-upload-pack";

    private final ProjectAccess access;
    private final ProjectRepositories repositories;
    private final DownloadPool pool;

    GitFetches(ProjectAccess access, ProjectRepositories repositories, DownloadPool pool) {
        this.access = access;
        this.repositories = repositories;
        this.pool = pool;
    }

    /**
     * Writes what can be fetched.
     *
     * @param service what the client wants to do
     * @param protocol what it says in {@code Git-Protocol}
     */
    public void advertise(
            UUID project,
            ActingUser user,
            String service,
            @Nullable String protocol,
            DownloadResponse response)
            throws IOException {
        if (!service.equals(SERVICE)) {
            access.requireVisible(project, user);
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "The repository can only be fetched from: it changes by runs that are approved.");
        }
        pool.run(
                project,
                user,
                response,
                out -> {
                    try (var repository = repositories.open(project);
                            var uploads = uploads(repository, protocol)) {
                        uploads.sendAdvertisedRefs(
                                new PacketLineOutRefAdvertiser(new PacketLineOut(out)), SERVICE);
                    }
                });
    }

    /** Reads what the client wants and writes it. */
    public void upload(
            UUID project,
            ActingUser user,
            @Nullable String protocol,
            byte[] request,
            DownloadResponse response)
            throws IOException {
        if (!PacketLines.isWhole(request)) {
            throw invalid("its packets are not whole");
        }
        pool.run(
                project,
                user,
                response,
                out -> {
                    try (var repository = repositories.open(project);
                            var uploads = uploads(repository, protocol)) {
                        uploads.uploadWithExceptionPropagation(
                                new ByteArrayInputStream(request), out, null);
                    } catch (PackProtocolException | EOFException e) {
                        throw invalid(String.valueOf(e.getMessage()));
                    }
                });
    }

    private static ProblemException invalid(String reason) {
        return new ProblemException(
                CommonError.INVALID_REQUEST, "This is no request of Git's: " + reason);
    }

    private static UploadPack uploads(Repository repository, @Nullable String protocol) {
        var uploads = new UploadPack(repository);
        uploads.setBiDirectionalPipe(false);
        uploads.setRefFilter(GitFetches::branches);
        if (protocol != null) {
            uploads.setExtraParameters(List.of(protocol.split(":")));
        }
        var packing = new PackConfig();
        // objects are sent as they lie there: looking for similar ones would cost far more time
        packing.setDeltaCompress(false);
        packing.setThreads(1);
        uploads.setPackConfig(packing);
        return uploads;
    }

    private static Map<String, Ref> branches(Map<String, Ref> refs) {
        var shown = new LinkedHashMap<String, Ref>();
        refs.forEach((name, ref) -> {
            if (name.equals(Constants.HEAD) || name.startsWith(Constants.R_HEADS)) {
                shown.put(name, ref);
            }
        });
        return shown;
    }
}
