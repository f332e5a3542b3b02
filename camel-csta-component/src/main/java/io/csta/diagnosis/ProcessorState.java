package io.csta.diagnosis;

import io.csta.arithmetic.CpuIdentity;

/**
 * The processor.
 *
 * @param name its display name
 * @param instructionSet the widest vector instructions that it has
 * @param hidesCaches whether the system does not report the sizes of its caches, as on some virtual machines
 */
public record ProcessorState(String name, String instructionSet, boolean hidesCaches) {

    static ProcessorState here() {
        CpuIdentity processor = CpuIdentity.here();
        return new ProcessorState(processor.name(), processor.instructionSet(), processor.hidesCaches());
    }

    Finding finding() {
        return Finding.ok(
                "processor", name + ", " + instructionSet + (hidesCaches ? ", cache sizes not reported" : ""));
    }
}
