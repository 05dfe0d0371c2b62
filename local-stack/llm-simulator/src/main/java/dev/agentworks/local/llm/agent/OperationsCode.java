package dev.agentworks.local.llm.agent;

import java.util.List;
import java.util.Map;

/** What runs the modules somewhere: an image, a compose file, a pipeline, a backup. */
final class OperationsCode {

    private OperationsCode() {}

    static List<SourceFile> of(String product) {
        var named = Map.of("name", ServerCode.slug(product));
        return List.of(
                SourceFile.of("deploy/Dockerfile", "deploy/Dockerfile"),
                SourceFile.of("deploy/compose.yaml", "deploy/compose.yaml", named),
                SourceFile.of("deploy/pipeline.sh", "deploy/pipeline.sh", named),
                SourceFile.of("deploy/backup.sh", "deploy/backup.sh", named));
    }
}
