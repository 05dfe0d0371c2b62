/** Where the bytes of repositories lie: a folder, or a bucket of Google Cloud Storage. */
@NullMarked
package dev.agentworks.orchestrator.file.storage;

import org.jspecify.annotations.NullMarked;
