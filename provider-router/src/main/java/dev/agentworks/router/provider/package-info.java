/**
 * The vendors of models: one neutral language ({@code model}), one interface that each vendor
 * implements ({@code spi}), one HTTP client ({@code http}), and a package for each vendor.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.agentworks.router.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
