import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';

type TypedShape = Record<string, number[]>;
interface Profiled {
  name: string;
  args: { op_name?: string; input_type_shape?: TypedShape[]; output_type_shape?: TypedShape[] };
}

/** Multiply-accumulates of one run of an ONNX file: of its convolutions and matrix products, as onnxruntime profiles them. */
export async function countMacs(path: string, feeds: Record<string, Tensor>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'pentimento-profile-'));
  try {
    // Unoptimised, so that every node still has the shapes the file gives it.
    const session = await InferenceSession.create(path, {
      graphOptimizationLevel: 'disabled',
      enableProfiling: true,
      profileFilePrefix: join(folder, 'run'),
    });
    await session.run(feeds);
    session.endProfiling();
    await session.release();
    const [file] = await readdir(folder);
    const profile: Profiled[] = JSON.parse(await readFile(join(folder, file as string), 'utf8'));
    return profile.filter(({ name }) => name.endsWith('_kernel_time')).reduce((sum, { args }) => sum + macsOf(args), 0);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function macsOf({ op_name, input_type_shape = [], output_type_shape = [] }: Profiled['args']): number {
  const [first = [], second = []] = input_type_shape.map(shapeOf);
  const outputs = product(shapeOf(output_type_shape[0] ?? {}));
  switch (op_name) {
    // The weight is [output channels, input channels of a group, height, width].
    case 'Conv':
      return outputs * product(second.slice(1));
    // The weight is [input channels, output channels of a group, height, width].
    case 'ConvTranspose':
      return product(first) * product(second.slice(1));
    case 'MatMul':
    case 'Gemm':
      return outputs * (first.at(-1) ?? 0);
    default:
      return 0;
  }
}

const shapeOf = (typed: TypedShape): number[] => Object.values(typed)[0] ?? [];
const product = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1);
