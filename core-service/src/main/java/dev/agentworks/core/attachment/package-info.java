/**
 * Files on cards: their bytes in the object storage, their names here. Speaks SQL: each step of an
 * upload is one fenced statement, and no transaction is open while bytes flow.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"activity", "card", "identity", "workspace"})
package dev.agentworks.core.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
