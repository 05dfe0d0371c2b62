package dev.agentworks.orchestrator.repository.web;

import dev.agentworks.orchestrator.repository.ProjectFiles;
import dev.agentworks.orchestrator.repository.download.ZipFiles;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the files of a project's repository. */
@RestController
@RequiresScope("orchestrator:public")
class ProjectFileController {

    private final ProjectFiles files;
    private final ZipFiles zips;

    ProjectFileController(ProjectFiles files, ZipFiles zips) {
        this.files = files;
        this.zips = zips;
    }

    @GetMapping("/api/projects/{project}/files")
    ProjectFiles.Folder list(
            @PathVariable UUID project,
            @RequestParam(required = false) @Size(max = 200) @Nullable String ref,
            @RequestParam(defaultValue = "") @Size(max = 400) String path,
            Caller caller) {
        return files.list(project, ref, path, caller.requireUser());
    }

    @GetMapping("/api/projects/{project}/files/content")
    ProjectFiles.Content read(
            @PathVariable UUID project,
            @RequestParam(required = false) @Size(max = 200) @Nullable String ref,
            @RequestParam @Size(min = 1, max = 400) String path,
            Caller caller) {
        return files.read(project, ref, path, caller.requireUser());
    }

    @GetMapping("/api/projects/{project}/files.zip")
    void zip(
            @PathVariable UUID project,
            @RequestParam(defaultValue = "main") @Size(max = 200) String ref,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var user = caller.requireUser();
        var commit = zips.head(project, ref, user);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(ref.replaceAll("[^A-Za-z0-9._-]", "-") + ".zip")
                        .build()
                        .toString());
        zips.write(project, commit, user, new ServletDownload(response, "application/zip"));
    }
}
