/** The main job of the product, played through the public API as a person would. */
@NullMarked
package dev.agentworks.local.launcher.journey;

import org.jspecify.annotations.NullMarked;
