/** What servlet services share about requests: patches, lists in pages, ETags. */
@NullMarked
package dev.agentworks.starter.web;

import org.jspecify.annotations.NullMarked;
