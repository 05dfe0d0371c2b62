/** Comments of people and agents on cards. Speaks JPA; lists are SQL, page by page. */
@NullMarked
@ApplicationModule(allowedDependencies = {"activity", "card", "identity", "workspace"})
package dev.agentworks.core.comment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
