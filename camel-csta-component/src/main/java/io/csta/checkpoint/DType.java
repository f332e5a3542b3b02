package io.csta.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/** The type of a tensor's elements, in PyTorch and safetensors. */
public enum DType {
    /** IEEE 754 double precision. */
    FLOAT64("float64", "F64", "DoubleStorage", 8, true),
    /** IEEE 754 single precision. */
    FLOAT32("float32", "F32", "FloatStorage", 4, true),
    /** IEEE 754 half precision: 5 bits of exponent, 10 of mantissa. */
    FLOAT16("float16", "F16", "HalfStorage", 2, true),
    /** The upper half of a single: 8 bits of exponent, 7 of mantissa. */
    BFLOAT16("bfloat16", "BF16", "BFloat16Storage", 2, true),
    /** Signed, 64 bits. */
    INT64("int64", "I64", "LongStorage", 8, false),
    /** Signed, 32 bits. */
    INT32("int32", "I32", "IntStorage", 4, false),
    /** Signed, 16 bits. */
    INT16("int16", "I16", "ShortStorage", 2, false),
    /** Signed, 8 bits. */
    INT8("int8", "I8", "CharStorage", 1, false),
    /** Unsigned, 8 bits. */
    UINT8("uint8", "U8", "ByteStorage", 1, false),
    /** One byte per element; 0 is false, anything else true. */
    BOOL("bool", "BOOL", "BoolStorage", 1, false);

    private final String label;
    private final String safetensorsName;
    private final String storageName;
    private final int bytes;
    private final boolean floatingPoint;

    DType(String label, String safetensorsName, String storageName, int bytes, boolean floatingPoint) {
        this.label = label;
        this.safetensorsName = safetensorsName;
        this.storageName = storageName;
        this.bytes = bytes;
        this.floatingPoint = floatingPoint;
    }

    /** The name that PyTorch prints, such as {@code float32}. */
    public String label() {
        return label;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether the elements are floating-point numbers; the others are integers and booleans. */
    public boolean isFloatingPoint() {
        return floatingPoint;
    }

    /** The name in a safetensors header, such as {@code F32}. */
    String safetensorsName() {
        return safetensorsName;
    }

    /** The storage class of this type in a PyTorch file, such as {@code FloatStorage}. */
    String storageName() {
        return storageName;
    }

    static Optional<DType> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(type -> type.safetensorsName.equals(name))
                .findFirst();
    }
}
