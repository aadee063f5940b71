// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Test} from "forge-std/Test.sol";
import {CREATE3} from "solady/utils/CREATE3.sol";
import {Create3Factory} from "../../contracts/Create3Factory.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";

contract Create3FactoryTest is Test {
    bytes32 private constant SALT = "salt";

    Create3Factory private factory = new Create3Factory();
    address private deployer = makeAddr("deployer");
    address private stranger = makeAddr("stranger");

    function test_deploy_putsAnyBytecodeAtTheSameAddress() public {
        address expected = factory.addressOf(deployer, SALT);
        uint256 before = vm.snapshotState();
        assertEq(deploy(deployer, 5), expected);
        vm.revertToState(before);
        vm.expectEmit(address(factory));
        emit Create3Factory.Deployed(deployer, SALT, expected);
        assertEq(deploy(deployer, 6), expected);
        assertEq(LayerToken(expected).cap(), 6);
    }

    function test_deploy_keepsEveryCallersSaltsApart() public {
        assertNotEq(deploy(stranger, 5), factory.addressOf(deployer, SALT));
        deploy(deployer, 5);
    }

    function test_deploy_failsOnAUsedSalt() public {
        deploy(deployer, 5);
        vm.expectRevert(CREATE3.DeploymentFailed.selector);
        deploy(deployer, 6);
    }

    function test_deploy_failsWhenTheConstructorDoes() public {
        vm.expectRevert(CREATE3.DeploymentFailed.selector);
        vm.prank(deployer);
        factory.deploy(SALT, hex"fe");
    }

    function deploy(address by, uint256 cap) private returns (address) {
        bytes memory initCode = abi.encodePacked(type(LayerToken).creationCode, abi.encode(by, cap, ""));
        vm.prank(by);
        return factory.deploy(SALT, initCode);
    }
}
