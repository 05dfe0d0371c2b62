package dev.agentworks.local.llm.agent;

import java.util.List;

/** What makes the modules run somewhere: an image, a compose file, a pipeline. */
final class OperationsCode {

    private OperationsCode() {}

    static List<ServerCode.SourceFile> of(String product) {
        var name = ServerCode.slug(product);
        return List.of(
                new ServerCode.SourceFile(
                        "deploy/Dockerfile",
                        """
                        # Built from a clean checkout; runs as a user without rights.
                        FROM node:22.20-alpine
                        WORKDIR /app
                        COPY server/ ./server/
                        COPY web/ ./web/
                        RUN npm test --prefix server && npm test --prefix web
                        USER node
                        EXPOSE 8080
                        HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O - http://localhost:8080/health || exit 1
                        CMD ["node", "server/src/main.js"]
                        """),
                new ServerCode.SourceFile(
                        "deploy/compose.yaml",
                        """
                        name: %s
                        services:
                          app:
                            build: { context: .., dockerfile: deploy/Dockerfile }
                            ports: ["127.0.0.1:8080:8080"]
                            read_only: true
                            cap_drop: [ALL]
                            volumes: ["data:/app/data"]
                            restart: unless-stopped
                        volumes:
                          data:
                        """
                                .formatted(name)),
                new ServerCode.SourceFile(
                        "deploy/pipeline.sh",
                        """
                        #!/bin/sh
                        # Build, test, package; the same steps on every machine. Back: run it with the earlier version.
                        set -eu
                        version="${1:?which version?}"
                        cd "$(dirname "$0")/.."
                        npm test --prefix server
                        npm test --prefix web
                        docker build -f deploy/Dockerfile -t "%1$s:$version" .
                        """
                                .formatted(name)),
                new ServerCode.SourceFile(
                        "deploy/backup.sh",
                        """
                        #!/bin/sh
                        # Keeps one archive a day; restore with: tar -xzf FILE -C /var/lib/%1$s
                        set -eu
                        target="${1:?where to?}"
                        tar -czf "$target/%1$s-$(date -u +%%Y-%%m-%%d).tar.gz" -C /var/lib/%1$s .
                        find "$target" -name '%1$s-*.tar.gz' -mtime +30 -delete
                        """
                                .formatted(name)));
    }
}
