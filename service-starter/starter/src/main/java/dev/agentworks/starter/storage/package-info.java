/**
 * Where the bytes of files are stored: a folder, or a bucket of Google Cloud Storage. For services
 * that have Google's client of it.
 */
@NullMarked
package dev.agentworks.starter.storage;

import org.jspecify.annotations.NullMarked;
